/** Lines as ESP-IDF's log prints them: a letter for the level, milliseconds since the reset, a tag, in colour. */
export interface ConsoleLog {
  info(tag: string, text: string): void
  error(tag: string, text: string): void
  lines: string[]
}

const GREEN = '\x1b[0;32m'
const RED = '\x1b[0;31m'
const PLAIN = '\x1b[0m'
/** What one line costs at 115,200 baud, ms: the clock of these lines. */
const LINE_MS = 6

export function createConsoleLog(startMs: number): ConsoleLog {
  const lines: string[] = []
  const add = (colour: string, level: string, tag: string, text: string) =>
    lines.push(`${colour}${level} (${startMs + lines.length * LINE_MS}) ${tag}: ${text}${PLAIN}`)
  return {
    info: (tag, text) => void add(GREEN, 'I', tag, text),
    error: (tag, text) => void add(RED, 'E', tag, text),
    lines,
  }
}
