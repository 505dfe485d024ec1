const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * The address that goes into a sketch, without a slash at the end. The one in the browser's address bar is known to
 * answer on this network, unless it is of this computer only, or HTTPS, which needs more of a sketch than six lines;
 * then the server's own opinion counts.
 */
export function serverAddress(pageUrl: string, deviceUrl: string): string {
  const page = new URL(pageUrl)
  return page.protocol === 'http:' && !loopback.test(page.hostname) ? page.origin : deviceUrl
}
