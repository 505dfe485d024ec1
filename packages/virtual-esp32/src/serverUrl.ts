import type { Address } from './connection.ts'

/** @throws RangeError for an address that is not `http://host[:port][/path]` */
export function serverOf(url: string): Address & { base: string } {
  if (!URL.canParse(url))
    throw new RangeError(`The server's address looks like http://192.168.1.10:5000, not like ${url}.`)
  const { protocol, hostname, port, pathname } = new URL(url)
  if (protocol !== 'http:')
    throw new RangeError(`The virtual ESP32 speaks plain http only, not ${protocol}//.`)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 80),
    base: pathname.replace(/\/$/, ''),
  }
}
