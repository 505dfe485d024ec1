/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Blanks are not allowed for by the RFC, and a few are taken all the same. Counted, because a pattern that may split a
 * long run of them in many ways takes minutes over the 16 KB that a stranger can send.
 */
const rangeHeader = /^bytes=\s{0,4}(\d*)\s{0,4}-\s{0,4}(\d*)\s{0,4}$/i

/**
 * What a Range header asks of a file of `size` bytes (RFC 9110, 14.2). `whole` also for what may be ignored:
 * another unit, several ranges, a range that makes no sense. An end past the file is clamped: `esp_https_ota`
 * asks one byte past it when it resumes.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const [match, first, last] = rangeHeader.exec(header ?? '') ?? []
  if (match === undefined || (first === '' && last === '')) return 'whole'
  if (first === '') {
    const suffix = Math.min(Number(last), size)
    return suffix === 0 ? 'unsatisfiable' : { start: size - suffix, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? Number.POSITIVE_INFINITY : Number(last)
  if (end < start) return 'whole'
  return start >= size ? 'unsatisfiable' : { start, end: Math.min(end, size - 1) }
}

/** How many bytes that is of a file of `size` bytes. */
export function lengthOf(range: ByteRange | 'whole', size: number): number {
  return range === 'whole' ? size : range.end - range.start + 1
}
