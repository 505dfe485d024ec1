/** One packet of Improv Wi-Fi over serial (improv-wifi.com/serial). */
export interface ImprovPacket {
  type: number
  data: Uint8Array
}

export const improvType = { currentState: 1, errorState: 2, rpc: 3, rpcResult: 4 } as const

const VERSION = 1
const HEADER = Uint8Array.from([...'IMPROV'].map((letter) => letter.charCodeAt(0)).concat(VERSION))
const DATA_AT = HEADER.length + 2

/** "IMPROV", version, type, length, data, the sum of all that, and an end of line. */
export function encodeImprov({ type, data }: ImprovPacket): Uint8Array {
  const packet = Uint8Array.from([...HEADER, type, data.length, ...data])
  return Uint8Array.from([...packet, sum(packet), 0x0a])
}

/** Texts one after another, each behind its length in bytes. */
export function encodeTexts(texts: readonly string[]): number[] {
  return texts.flatMap((text) => {
    const bytes = new TextEncoder().encode(text)
    return [bytes.length, ...bytes]
  })
}

/** Reverse of {@link encodeTexts}; null when a length leads past the end. */
export function decodeTexts(data: Uint8Array): string[] | null {
  const texts: string[] = []
  for (let at = 0; at < data.length; ) {
    const end = at + 1 + (data[at] ?? 0)
    if (end > data.length) return null
    texts.push(new TextDecoder().decode(data.subarray(at + 1, end)))
    at = end
  }
  return texts
}

/** Finds packets in what a host sends, however it is cut; whatever is none is skipped. */
export function createImprovDecoder(): { push(bytes: Uint8Array): ImprovPacket[] } {
  let held: number[] = []
  return {
    push(bytes) {
      const packets: ImprovPacket[] = []
      for (const byte of bytes) {
        held.push(byte)
        const at = held.length - 1
        if (at < HEADER.length && byte !== HEADER[at]) held = byte === HEADER[0] ? [byte] : []
        const length = held[DATA_AT - 1]
        if (length === undefined || held.length <= DATA_AT + length) continue
        const body = Uint8Array.from(held.slice(0, -1))
        if (sum(body) === byte) packets.push({ type: body[HEADER.length] ?? 0, data: body.slice(DATA_AT) })
        held = []
      }
      return packets
    },
  }
}

function sum(bytes: Uint8Array): number {
  return bytes.reduce((total, byte) => total + byte, 0) & 0xff
}
