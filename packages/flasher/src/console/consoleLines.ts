/** A line of a board's console. */
export interface ConsoleLine {
  /** When its end came, ms since 1970. */
  at: number
  /** Without its line end; ANSI escapes are kept. */
  text: string
}

/** Makes lines of the bytes that a board sends. Improv's packets, which share the line, are not text and are left out. */
export interface LineSplitter {
  push(bytes: Uint8Array): ConsoleLine[]
  /** What came of a line that has no end yet. */
  readonly unfinished: string
}

const LINE_FEED = 10
const RETURN = 13
/** "IMPROV" and the version; then come type, length, data and a checksum (improv-wifi.com/serial). */
const IMPROV = [0x49, 0x4d, 0x50, 0x52, 0x4f, 0x56, 1]
const LENGTH_AT = 8
/** Binary noise has no line ends. */
const LONGEST = 4096

export function createLineSplitter(now: () => number = Date.now): LineSplitter {
  const decoder = new TextDecoder()
  let line: number[] = []
  /** Whether a packet just ended, whose own line feed makes no empty line. */
  let afterPacket = false

  const text = () => decoder.decode(Uint8Array.from(line))
  const packetLength = () => {
    const expected = IMPROV.every((byte, i) => i >= line.length || line[i] === byte)
    return expected ? LENGTH_AT + 2 + (line[LENGTH_AT] ?? 0) : 0
  }
  const end = (lines: ConsoleLine[]) => {
    if (line.at(-1) === RETURN) line.pop()
    lines.push({ at: now(), text: text() })
    line = []
  }
  return {
    push(bytes) {
      const lines: ConsoleLine[] = []
      for (const byte of bytes) {
        if (afterPacket && byte === LINE_FEED) {
          afterPacket = false
          continue
        }
        afterPacket = false
        const inPacket = line.length >= IMPROV.length && packetLength() > 0
        if (byte === LINE_FEED && !inPacket) {
          end(lines)
          continue
        }
        line.push(byte)
        if (line.length > LENGTH_AT && line.length === packetLength()) {
          line = []
          afterPacket = true
        } else if (line.length >= LONGEST) end(lines)
      }
      return lines
    },
    get unfinished() {
      return packetLength() > 0 && line.length >= IMPROV.length ? '' : text()
    },
  }
}

/** A line as it is read aloud: without colours and other escapes (ECMA-48 control sequences). */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what these sequences begin with.
  return text.replace(/\x1b\[[0-?]*[ -/]*[@-~]/g, '')
}
