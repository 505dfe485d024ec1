import type { Cyberdeck } from './cyberdeck.ts'
import { processorSeconds, runLoad } from './processes.ts'

/** What a round of `pollLoad.ts` gave. */
export interface PollResult {
  perSecond: number
  answered: number
  failed: number
  statuses: Record<string, number>
  /** Share of one core that the load generator used. */
  busy: number
  /** ms from connecting to the end of the connection. */
  p99: number
  longest: number
}

export interface PollOptions {
  /** ms to go on for, at most. */
  duration?: number
  /** Polls to send, at most. */
  polls?: number
  /** The board to begin with. */
  first?: number
  connections?: number
  /** Boards that take turns. */
  macs: number
  /** From one board's MAC to the next one's. */
  stride?: number
  sketchMd5: string
}

/** One round of polls, with the processor time that each took, µs. */
export async function pollRound(
  { port, pid }: { port: number; pid: number },
  options: PollOptions,
): Promise<PollResult & { microseconds: number }> {
  const before = processorSeconds(pid)
  const usual = { duration: 3_000, connections: 64 }
  const result = await runLoad<PollResult>('pollLoad', { ...usual, ...options, port })
  return { ...result, microseconds: ((processorSeconds(pid) - before) * 1e6) / result.answered }
}

/** Every one of `macs` boards calls once. */
export function everyBoard({ server, sketchMd5 }: Cyberdeck, macs: number, stride = 1) {
  return pollRound(server, { macs, stride, polls: macs, duration: 600_000, sketchMd5 })
}
