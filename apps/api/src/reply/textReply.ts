import type { DeviceReply } from '@cyberdeck-ota/schema'

/**
 * A whole body with its length: devices are never sent chunks. Only a browser may keep its connection: a kept-alive one
 * freezes Arduino's `getString` until the server closes it.
 */
export function wholeReply(
  status: number,
  headers: Record<string, string>,
  body: string,
  browser: boolean,
): DeviceReply {
  const length = { 'Content-Length': String(Buffer.byteLength(body)) }
  const connection = browser ? {} : { Connection: 'close' }
  return { status, headers: { ...headers, ...length, ...connection }, body, image: null }
}

/** A text of the moment, which nothing between here and the device may keep. */
export function textReply(status: number, body: string, browser: boolean): DeviceReply {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return wholeReply(status, headers, body, browser)
}

/** No body and no length: `esp_http_client` waits for a 304's body when one is announced. */
export function notModified(headers: Record<string, string> = {}): DeviceReply {
  return { status: 304, headers: { ...headers, Connection: 'close' }, body: null, image: null }
}
