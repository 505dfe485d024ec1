/**
 * Reads again only when what was read is older than `lasts`, ms; those who ask in between share one reading. One that
 * failed is not kept.
 */
export function kept<Value>(
  lasts: number,
  now: () => number,
  read: () => Promise<Value>,
): () => Promise<Value> {
  let reading: { at: number; value: Promise<Value> } | null = null
  return () => {
    if (reading && Math.abs(now() - reading.at) < lasts) return reading.value
    const mine = { at: now(), value: read() }
    mine.value.catch(() => {
      if (reading === mine) reading = null
    })
    reading = mine
    return mine.value
  }
}
