import { progressWords } from '../ui/progressWords.ts'

/** How an upload goes: "640.0 kB of 1.2 MB · 320.0 kB/s · 2 s left". */
export function transferWords(state: {
  sent: number
  total: number
  bytesPerSecond: number | null
  secondsLeft: number | null
}): string {
  const { sent: done, ...rest } = state
  return done >= state.total ? 'Sent; the server checks it…' : progressWords({ done, ...rest })
}
