/** `500ms`, `10s`, `10` (seconds), `5m`, as ms; null for what is no time. */
export function readTime(text: string): number | null {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? []
  if (amount === undefined) return null
  const ms = Number(amount) * ({ ms: 1, s: 1_000, m: 60_000 }[unit] ?? 1_000)
  return ms > 0 ? ms : null
}

/** Null for what is no number of bytes. */
export function readBytes(text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined
  return /^[1-9]\d*$/.test(text) ? Number(text) : null
}

/** parseArgs explains at length; its first sentence says what is wrong. */
export function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split(/\.\s/, 1)[0] ?? message
}
