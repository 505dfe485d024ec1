/** Colours that a console may ask for (SGR 30–37; 90, bright black, is grey). The bright others look like themselves. */
type AnsiColor = (typeof normal)[number] | 'grey'

/** A stretch of a line in one look. */
export interface AnsiSpan {
  text: string
  /** Null: as the text around. */
  color: AnsiColor | null
  bold: boolean
}

const normal = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
const bright = ['grey', ...normal.slice(1)] as const

/**
 * Escapes as ECMA-48 has them, also one that a line's end cut short: control sequences (CSI, of which SGR ends in "m"),
 * strings (OSC and such), single functions; and what else is no text. A tab is.
 */
const NO_TEXT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /\x1b\[([0-?]*)[ -/]*([@-~]|$)|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\0-\x08\n-\x1f\x7f-\x9f]/g

type Look = Omit<AnsiSpan, 'text'>
const plain: Look = { color: null, bold: false }

/**
 * Cuts a line of a console into stretches of one look. Every line begins plain, as ESP-IDF's do. Colours, bold and reset
 * are followed; all other escapes and control characters are left out, but for a return within a line, which is a space.
 */
export function ansiSpans(line: string): AnsiSpan[] {
  const spans: AnsiSpan[] = []
  let look = plain
  let from = 0
  const add = (text: string) => {
    const last = spans.at(-1)
    if (last && last.color === look.color && last.bold === look.bold) last.text += text
    else if (text) spans.push({ text, ...look })
  }
  for (const match of line.matchAll(NO_TEXT)) {
    const [sequence, parameters, final] = match
    add(line.slice(from, match.index))
    from = match.index + sequence.length
    if (final === 'm') look = looksLike(look, parameters ?? '')
    else if (sequence === '\r' && from < line.length) add(' ')
  }
  add(line.slice(from))
  return spans
}

/** The text of a line alone. */
export function textOf(line: string): string {
  return ansiSpans(line)
    .map(({ text }) => text)
    .join('')
}

/** @param parameters of SGR: "1;31" */
function looksLike(before: Look, parameters: string): Look {
  const codes = parameters.split(/[;:]/).map(Number)
  let look = before
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0
    if (code === 38 || code === 48) {
      // 38;5;n is one of a palette, 38;2;r;g;b any colour; 48 the same for what is behind.
      const named = code === 38 && codes[i + 1] === 5
      if (named) look = { ...look, color: [...normal, ...bright][codes[i + 2] ?? -1] ?? null }
      i += codes[i + 1] === 5 ? 2 : 4
    } else look = change(look, code)
  }
  return look
}

function change(look: Look, code: number): Look {
  if (code === 0) return plain
  if (code === 1) return { ...look, bold: true }
  if (code === 22) return { ...look, bold: false }
  if (code === 39) return { ...look, color: null }
  const color = normal[code - 30] ?? bright[code - 90]
  return color ? { ...look, color } : look
}
