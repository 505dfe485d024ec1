import type { AttemptState, Evidence } from '@cyberdeck-ota/schema'
import type { Seen } from './seen.ts'
import type { CheckIn, Verdict } from './verdict.ts'

/** One identified device trying one build, as the rules see it. Times are ms since 1970, sizes bytes. */
export interface Attempt {
  product: string
  version: string
  board: string
  sha256: string
  /** What a device that runs the build sends as its digests; null where the build has none to compare. */
  runningSha256: string | null
  runningMd5: string | null
  size: number
  /** What the device ran when it was opened: what it said, and its digests in lower case. */
  from: { version: string | null; sha256: string | null; md5: string | null }
  state: AttemptState
  evidence: Evidence
  acknowledged: number
  approximate: boolean
  openedAt: number
  changedAt: number
}

/** What happens to an attempt. */
export type AttemptEvent =
  /** So many bytes have arrived by now; `approximate` where the system does not tell. */
  | { kind: 'downloading'; acknowledged: number; approximate: boolean }
  /** The last byte has arrived. */
  | { kind: 'delivered'; approximate: boolean }
  /** The connection ended early. `plain`: of a client that is not Arduino's updater. */
  | { kind: 'cut'; acknowledged: number; plain: boolean }
  /** The device was heard. Not `sure` when only its address told who it is. */
  | { kind: 'check-in'; seen: Seen; sure: boolean }
  /** Nothing was heard of the device for `ms`, and its rhythm allows `patience`. */
  | { kind: 'silence'; ms: number; patience: number }
  /** The server was stopped or killed, and every connection with it. */
  | { kind: 'server-stopped' }

/** States in which the device is still trying, or about to show what came of it. */
export const openStates = ['offered', 'downloading', 'delivered'] as const satisfies AttemptState[]

/** Whether an attempt keeps another one from being opened. */
export function isOpen({ state }: Pick<Attempt, 'state'>): boolean {
  return (openStates as readonly AttemptState[]).includes(state)
}

/** The attempt that begins with an update being answered to a check-in. `now` in ms since 1970. */
export function attemptOf(
  { version, board, build }: Extract<Verdict, { kind: 'update' }>,
  checkIn: CheckIn,
  now: number,
): Attempt {
  return {
    product: checkIn.product,
    version,
    board,
    sha256: build.sha256,
    runningSha256: build.runningSha256,
    runningMd5: build.runningMd5,
    size: build.size,
    from: { version: checkIn.version, sha256: checkIn.runningSha256, md5: checkIn.runningMd5 },
    state: 'offered',
    evidence: { code: 'answered' },
    acknowledged: 0,
    approximate: false,
    openedAt: now,
    changedAt: now,
  }
}
