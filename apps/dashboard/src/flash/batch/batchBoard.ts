import { z } from 'zod'

/** `does-not-start`: written and verified, and its console tells of a fault. */
const Outcome = z.enum(['flashed', 'does-not-start', 'failed'])
type Outcome = z.infer<typeof Outcome>

export const outcomeWords: Record<Outcome, string> = {
  flashed: 'Flashed',
  'does-not-start': 'Does not start',
  failed: 'Failed',
}

const Heard = z.object({ lastSeenAt: z.string(), polls: z.number() })

/** One board of a batch, as the list keeps it. */
export const BatchBoard = z.object({
  /** From 1, in the order in which they were flashed. */
  number: z.int().positive(),
  /** Null where the chip did not tell it. */
  mac: z.string().nullable(),
  /** Family, such as "ESP32-S3"; null where it was not reached. */
  chip: z.string().nullable(),
  /** What was to be written. */
  firmware: z.string(),
  /** When that began, ISO 8601. */
  at: z.string(),
  /** How long it took until the board was known to start, or not to. */
  seconds: z.number().nonnegative(),
  outcome: Outcome,
  /** The version that it said when it started; null when it said none. */
  says: z.string().nullable(),
  /** Whether it told of itself when it started, be it without a version of its own. */
  started: z.boolean().default(false),
  /** What went wrong; null where nothing did. */
  sentence: z.string().nullable(),
  /** When the server had heard it before it was started; null: never. Missing while that is not known. */
  before: Heard.nullable().optional(),
  /** When the server heard it first after that, ISO 8601; null until then. */
  joinedAt: z.string().nullable(),
})
export type BatchBoard = z.infer<typeof BatchBoard>

/** Whether it has been written, and so may check in. */
export function isWritten({ outcome }: BatchBoard): boolean {
  return outcome !== 'failed'
}

/** Those whose first check-in is still to come: a check-in of a board is that of the last time it was flashed. */
export function awaited(boards: readonly BatchBoard[]): BatchBoard[] {
  return boards.filter(
    (board, index) =>
      isWritten(board) &&
      board.mac !== null &&
      board.joinedAt === null &&
      !boards.slice(index + 1).some((later) => later.mac === board.mac && isWritten(later)),
  )
}

/** "Flashed, says 2.34" */
export function resultWords({ outcome, says, started }: BatchBoard): string {
  const words = outcomeWords[outcome]
  if (says !== null) return `${words}, says ${says}`
  return outcome === 'flashed' && started ? `${words}, started` : words
}

/**
 * "3 flashed, 1 failed"; a board that does not start has failed. A board counts once, as what became of it the last time;
 * one without a MAC is told from no other.
 */
export function countWords(boards: readonly BatchBoard[]): string {
  const last = new Map(boards.map((board) => [board.mac ?? board.number, board]))
  const flashed = [...last.values()].filter(({ outcome }) => outcome === 'flashed').length
  return `${flashed} flashed, ${last.size - flashed} failed`
}
