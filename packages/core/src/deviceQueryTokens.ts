/** One term as it stands in the text, before anything is said about whether it makes sense. */
export interface QueryToken {
  /** Where it starts in the text, its `-` included, and where it ends. */
  from: number
  to: number
  not: boolean
  /** What stands before the colon, as typed; null for a bare word. */
  field: string | null
  /** The comparison in front of the value. */
  operator: string
  /** The value without its quotes. */
  value: string
  /** Where the value starts, at its comparison if there is one. */
  valueAt: number
  quoted: boolean
  /** A quote that nothing closes. */
  open: boolean
}

const fieldName = /^([a-z][a-z-]*):/i
/** "24:6F:28" and "fe80::1" are starts of an id or an address, not fields; no field is written in hex digits alone. */
const colonedHex = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4})+(?:\s|$)/i

/** Takes a query apart, left to right. Never fails: what is wrong with a token is for its reader to say. */
export function tokensOf(text: string): QueryToken[] {
  const tokens: QueryToken[] = []
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const token = tokenAt(text, at)
    tokens.push(token)
    at = token.to
  }
  return tokens
}

function tokenAt(text: string, from: number): QueryToken {
  const not = text[from] === '-'
  const start = not ? from + 1 : from
  const rest = text.slice(start)
  const field = colonedHex.test(rest) ? null : (fieldName.exec(rest)?.[1] ?? null)
  const valueAt = field === null ? start : start + field.length + 1
  const operator = field === null ? '' : (/^(?:[<>]=?|=)?/.exec(text.slice(valueAt))?.[0] ?? '')
  const end = valueEnd(text, valueAt + operator.length)
  return { from, not, field, operator, valueAt, ...end }
}

function valueEnd(text: string, start: number): Pick<QueryToken, 'to' | 'value' | 'quoted' | 'open'> {
  if (text[start] !== '"') {
    const value = /^\S*/.exec(text.slice(start))?.[0] ?? ''
    return { to: start + value.length, value, quoted: false, open: false }
  }
  const [whole, inside = '', close] = /^"((?:[^"\\]|\\.)*)(["\\]?)/s.exec(text.slice(start)) ?? ['"']
  return {
    to: start + whole.length,
    value: inside.replace(/\\(.)/gs, '$1'),
    quoted: true,
    open: close !== '"',
  }
}

function skipSpace(text: string, at: number): number {
  return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0)
}
