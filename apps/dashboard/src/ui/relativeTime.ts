const steps = [
  { unit: 'second', ms: 1000, until: 60_000 },
  { unit: 'minute', ms: 60_000, until: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, until: 86_400_000 },
  { unit: 'day', ms: 86_400_000, until: 30 * 86_400_000 },
] as const

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' })

/**
 * How long ago, in words: "just now", "12 seconds ago", "3 days ago", and the date once it is over 30 days old. Clocks of
 * browser and server may differ, so a moment in the near future is "just now" too. Times in milliseconds.
 */
export function relativeTime(at: number, now: number): string {
  const ago = now - at
  const distance = Math.abs(ago)
  if (ago < 5000 && ago > -60_000) return 'just now'
  const step = steps.find(({ until }) => distance < until)
  if (!step) return day.format(at)
  return words.format(-Math.trunc(ago / step.ms), step.unit)
}

/** The moment in full, in the browser's time zone. */
export function absoluteTime(at: number): string {
  return moment.format(at)
}
