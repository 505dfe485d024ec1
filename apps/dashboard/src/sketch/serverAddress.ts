import type { ServerInfo } from '@cyberdeck-ota/schema'

const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

type Told = Pick<ServerInfo, 'deviceUrl' | 'deviceUrlIsSet'>

/**
 * The address that goes into a sketch, without a slash at the end: the one that the owner has set, else the one in the
 * browser's address bar, which is known to answer on this network, unless it is of this computer only, or HTTPS, which
 * needs more of a sketch than six lines; then the server's own guess counts.
 */
export function serverAddress(pageUrl: string, { deviceUrl, deviceUrlIsSet }: Told): string {
  if (deviceUrlIsSet) return deviceUrl
  const page = new URL(pageUrl)
  return page.protocol === 'http:' && !loopback.test(page.hostname) ? page.origin : deviceUrl
}
