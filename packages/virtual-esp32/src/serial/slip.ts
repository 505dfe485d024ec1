const END = 0xc0
const ESCAPE = 0xdb
const ESCAPED_END = 0xdc
const ESCAPED_ESCAPE = 0xdd

/** The longest packet the serial protocol knows: an 8-byte header and a 16-bit length of data, bytes. */
export const LONGEST_PACKET = 8 + 0xffff

/** A packet as it goes over the wire: 0xC0 before and after it (RFC 1055, and Espressif's serial protocol page). */
export function encodeSlip(packet: Uint8Array): Uint8Array {
  const encoded = [END]
  for (const byte of packet) {
    if (byte === END) encoded.push(ESCAPE, ESCAPED_END)
    else if (byte === ESCAPE) encoded.push(ESCAPE, ESCAPED_ESCAPE)
    else encoded.push(byte)
  }
  encoded.push(END)
  return Uint8Array.from(encoded)
}

/** Takes a stream of bytes apart into packets, however it is cut. */
export interface SlipDecoder {
  /**
   * The packets that these bytes complete. What stands between packets is skipped; a packet with an escape that means
   * nothing, or longer than {@link LONGEST_PACKET}, is dropped.
   */
  push(bytes: Uint8Array): Uint8Array[]
}

export function createSlipDecoder(): SlipDecoder {
  const packet = new Uint8Array(LONGEST_PACKET)
  let length = 0
  let state: 'between' | 'inside' | 'escaped' = 'between'

  const take = (byte: number) => {
    if (length === LONGEST_PACKET) state = 'between'
    else packet[length++] = byte
  }
  const escaped = (byte: number) => {
    state = 'inside'
    if (byte === ESCAPED_END) take(END)
    else if (byte === ESCAPED_ESCAPE) take(ESCAPE)
    else state = 'between'
  }

  return {
    push(bytes) {
      const packets: Uint8Array[] = []
      for (const byte of bytes) {
        if (byte === END) {
          // The mark that ends a packet is taken for a beginning only where the stream was joined in the middle.
          const complete = state === 'inside' && length > 0
          if (complete) packets.push(packet.slice(0, length))
          state = complete ? 'between' : 'inside'
          length = 0
        } else if (state === 'escaped') escaped(byte)
        else if (state === 'inside' && byte === ESCAPE) state = 'escaped'
        else if (state === 'inside') take(byte)
      }
      return packets
    },
  }
}
