/** Whether bytes `from`..`to` are all erased flash (0xFF) or zeros; true for an empty range. */
export function isPadding(bytes: Uint8Array, from = 0, to = bytes.length): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== 0xff && bytes[i] !== 0) return false
  return true
}
