/** What Node's HTTP parser says of bytes it gave up on. */
export interface ParserError {
  code?: string
  /** llhttp's own words. */
  reason?: string
  rawPacket?: Uint8Array
}

/** Where a TLS client begins (RFC 8446, 5.1): a handshake record of TLS 1.x. */
const tlsHandshake = [0x16, 0x03]

/**
 * Says in a clause what is wrong with a request that was refused before any route saw it, by looking at its
 * first line. The parser's own words are for those who know its source.
 */
export function describeMalformed({ code, reason, rawPacket = new Uint8Array() }: ParserError): string {
  if (code === 'HPE_HEADER_OVERFLOW') return 'its first line and headers are too long'
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'the rest of it never came'
  if (code === 'HPE_INVALID_EOF_STATE') return 'the connection was closed in the middle of it'
  if (tlsHandshake.every((byte, index) => rawPacket[index] === byte)) {
    return 'it is https, and this port speaks plain http; write http:// in the address'
  }
  const [, target] = /^[A-Z]+ (.*?)(?: HTTP\/\d\.\d)?\r?\n/.exec(headOf(rawPacket)) ?? []
  if (target === undefined) return `it is not HTTP${reason ? ` (${reason})` : ''}`
  if (target.includes(' ')) return 'the URL has a raw space; percent-encode it as %20'
  if (!/^(?:\/|\*$|https?:)/.test(target)) return 'the URL does not begin with a slash'
  if (!/^[\x21-\x7e]*$/.test(target)) return 'the URL has a character that has to be percent-encoded'
  return `a header of it cannot be read${reason ? ` (${reason})` : ''}`
}

function headOf(packet: Uint8Array): string {
  return Buffer.from(packet.subarray(0, 4_096)).toString('latin1')
}
