import type { DeviceState, Reason, Registry } from '@cyberdeck-ota/schema'
import { type Attempt, isOpen } from './attempt.ts'
import { buildsRunning } from './digestIndex.ts'
import { failureOf } from './failures.ts'
import { chipOf } from './obstacle.ts'
import { aimOf } from './target.ts'
import type { CheckIn, DeviceMemory, Verdict } from './verdict.ts'

/** Where a device stands after a check-in. `board` and `chip` are what to remember for its next one. */
export interface Standing {
  state: DeviceState
  reason: Reason
  /** What it is to run in the end; null when nothing is published for it. */
  target: string | null
  /** Version of the release it was proven to run; null when no digest proved any. */
  runs: string | null
  /** Named by the device, or learned from what it was proven to run. */
  board: string | null
  chip: string | null
}

/** A check-in, what was known before it, and what came of it. */
export interface Answered {
  registry: Registry
  device: DeviceMemory
  checkIn: CheckIn
  verdict: Verdict
  /** The latest attempt of the device, after this check-in. */
  latest: Attempt | null
}

/** Where a device stands. */
export function standingOf({ registry, device, checkIn, verdict, latest }: Answered): Standing {
  const known = buildsRunning(registry, checkIn)
  const proven = known.filter(({ product }) => product === checkIn.product).map(({ board }) => board)
  const open = latest !== null && isOpen(latest)
  const failed =
    verdict.kind === 'update' && latest?.sha256 === verdict.build.sha256 && failureOf(latest) !== null
  return {
    state: stateOf(verdict, open, failed),
    reason: verdict.reason,
    target: aimOf(registry, device, checkIn)?.release.version ?? null,
    runs: verdict.runs?.version ?? null,
    board: checkIn.board ?? onlyOf(proven) ?? device.board,
    chip: chipOf(known, device),
  }
}

/** The state that goes with a verdict. `open`: an attempt is. `failed`: the last attempt at the build that is due did. */
export function stateOf(verdict: Verdict, open: boolean, failed: boolean): DeviceState {
  if (open) return 'updating'
  switch (verdict.kind) {
    case 'no-firmware':
      return 'unserved'
    case 'up-to-date':
      return 'up-to-date'
    case 'update':
      return failed ? 'failed' : 'behind'
    case 'hold':
      return stateOfHeld(verdict.reason)
  }
}

function stateOfHeld({ code }: Reason): DeviceState {
  if (code === 'quarantined') return 'failed'
  // The server's own doing passes by the next check-in.
  return code === 'busy' || code === 'cannot-record' ? 'behind' : 'held'
}

/** Bytes that are those of several boards tell none of them. */
function onlyOf(boards: string[]): string | null {
  return new Set(boards).size === 1 ? (boards[0] ?? null) : null
}
