import { formatBytes } from './formatBytes.ts'

/** How far something that moves bytes has come. */
export interface ByteProgress {
  done: number
  total: number
  /** Null until there is something to go by. */
  bytesPerSecond: number | null
  secondsLeft: number | null
}

/** "640.0 kB of 1.2 MB · 320.0 kB/s · 2 s left"; leaves out what is not known. */
export function progressWords({ done, total, bytesPerSecond, secondsLeft }: ByteProgress): string {
  const amount = `${formatBytes(Math.round(done))} of ${formatBytes(total)}`
  return [amount, ...speedWords({ bytesPerSecond, secondsLeft })].join(' · ')
}

/** "320.0 kB/s", "2 s left"; without what is not known. */
export function speedWords({
  bytesPerSecond,
  secondsLeft,
}: Pick<ByteProgress, 'bytesPerSecond' | 'secondsLeft'>): string[] {
  return [
    ...(bytesPerSecond === null ? [] : [`${formatBytes(Math.round(bytesPerSecond))}/s`]),
    ...(secondsLeft === null ? [] : [`${durationWords(Math.ceil(secondsLeft))} left`]),
  ]
}

/** How much is done, whole percent. Cut, not rounded: 100 only when it is all. */
export function wholePercent({ done, total }: Pick<ByteProgress, 'done' | 'total'>): number {
  return total === 0 ? 100 : Math.trunc((Math.min(done, total) / total) * 100)
}

function durationWords(seconds: number): string {
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
