import { formatBytes } from '../ui/formatBytes.ts'

/** How a transfer goes: "640.0 kB of 1.2 MB · 320.0 kB/s · 2 s left". */
export function transferWords(state: {
  sent: number
  total: number
  bytesPerSecond: number | null
  secondsLeft: number | null
}): string {
  const { sent, total, bytesPerSecond, secondsLeft } = state
  if (sent >= total) return 'Sent; the server checks it…'
  const parts = [`${formatBytes(sent)} of ${formatBytes(total)}`]
  if (bytesPerSecond !== null) parts.push(`${formatBytes(Math.round(bytesPerSecond))}/s`)
  if (secondsLeft !== null) parts.push(`${durationWords(secondsLeft)} left`)
  return parts.join(' · ')
}

/** How much of a transfer is done, whole percent. Cut, not rounded: 100 only when it is all. */
export function transferPercent({ sent, total }: { sent: number; total: number }): number {
  return total === 0 ? 100 : Math.trunc((Math.min(sent, total) / total) * 100)
}

function durationWords(seconds: number): string {
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
