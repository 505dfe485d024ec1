/** Texts written one after another into one buffer, found again by where they begin. */
export interface IdTexts {
  /** Writes a text of at most 65,535 bytes; returns where, never 0. */
  write(text: string): number
  read(at: number): string
  /** Whether the text that begins there is this one. */
  is(at: number, text: string): boolean
  /** Its place is not needed any more; worth {@link IdTexts.rewrite} once half of all is not. */
  drop(at: number): void
  readonly worthRewriting: boolean
  /** Begins anew; everything that is still needed has to be written again, out of what this returns. */
  rewrite(): (at: number) => string
  readonly bytes: number
}

const lengthBytes = 2
const smallest = 16 * 1024

export function createIdTexts(): IdTexts {
  let buffer = Buffer.alloc(smallest)
  let end = lengthBytes
  let dropped = 0

  const readIn = (from: Buffer, at: number) =>
    from.toString('utf8', at + lengthBytes, at + lengthBytes + from.readUInt16LE(at))

  return {
    write: (text) => {
      const length = Buffer.byteLength(text)
      const at = end
      end += lengthBytes + length
      if (end > buffer.length) buffer = Buffer.concat([buffer], Math.max(end, buffer.length * 2))
      buffer.writeUInt16LE(length, at)
      buffer.write(text, at + lengthBytes)
      return at
    },
    read: (at) => readIn(buffer, at),
    is: (at, text) => readIn(buffer, at) === text,
    drop: (at) => {
      dropped += lengthBytes + buffer.readUInt16LE(at)
    },
    get worthRewriting() {
      return dropped > smallest && dropped > end / 2
    },
    rewrite: () => {
      const old = buffer
      buffer = Buffer.alloc(smallest)
      end = lengthBytes
      dropped = 0
      return (at) => readIn(old, at)
    },
    get bytes() {
      return buffer.length
    },
  }
}
