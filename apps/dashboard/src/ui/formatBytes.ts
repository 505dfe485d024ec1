const units = ['kB', 'MB', 'GB'] as const

/** Bytes for people, decimal units as download dialogs show them: `0 B`, `912 B`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let value = bytes / 1000
  let unit = 0
  // 999.95 would be printed as "1000.0", so the next unit takes over there.
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value < 99.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}
