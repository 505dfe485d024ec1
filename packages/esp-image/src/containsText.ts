import { asciiBytes } from './bytes.ts'

/**
 * Whether `text` occurs in `bytes` as it stands, anywhere. Only ASCII text can be found; the empty string is not.
 * Linear in the file whatever the text (Knuth-Morris-Pratt), since the text comes from an uploader.
 */
export function containsText(bytes: Uint8Array, text: string): boolean {
  const wanted = asciiBytes(text)
  if (wanted.length === 0 || wanted.some((code) => code > 0x7f)) return false
  const fallback = borders(wanted)
  let matched = 0
  for (let i = 0; i < bytes.length; i++) {
    while (matched > 0 && bytes[i] !== wanted[matched]) matched = fallback[matched - 1] ?? 0
    if (bytes[i] === wanted[matched]) matched++
    if (matched === wanted.length) return true
  }
  return false
}

/** For every prefix, how much of it is again matched when the next byte is not. */
function borders(wanted: readonly number[]): number[] {
  const lengths = [0]
  for (let i = 1, length = 0; i < wanted.length; i++) {
    while (length > 0 && wanted[i] !== wanted[length]) length = lengths[length - 1] ?? 0
    if (wanted[i] === wanted[length]) length++
    lengths.push(length)
  }
  return lengths
}
