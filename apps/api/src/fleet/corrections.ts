import { type AttemptEvent, seenIn, type Verdict } from '@cyberdeck-ota/core'
import type { Attempts } from './attempts.ts'
import type { AttemptWrites } from './attemptWrites.ts'
import type { Poll } from './fleet.ts'
import type { FleetState } from './state.ts'
import type { StoredAttempt } from './store.ts'

/** Brings what memory has of attempts back to what the store has. They never reject. */
export interface Corrections {
  /** A device runs something else than before, and no attempt of it is in memory. */
  changed(device: number, poll: Poll, verdict: Verdict): Promise<void>
  /** Another replica moved the device's attempt first; `events` are what this one had noticed of it. */
  refused(device: number, events: readonly AttemptEvent[]): Promise<void>
}

export function createCorrections(
  state: FleetState,
  attempts: Attempts,
  writes: Pick<AttemptWrites, 'settle'>,
): Corrections {
  const { roster, known, store, log } = state

  /** Null when there is none, or when the device is another one meanwhile. */
  const latestOf = async (device: number): Promise<StoredAttempt | null> => {
    const row = roster.columns.row[device] ?? 0
    const latest = row === 0 ? null : await store.latestAttempt(row)
    return roster.columns.row[device] === row ? latest : null
  }

  const guarded = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      log.warn({ err: error }, 'what became of an attempt could not be read; the next check-in tells it')
    }
  }

  return {
    changed: (device, poll, verdict) =>
      guarded(async () => {
        if (attempts.of(device) !== null || !(await writes.settle(device))) return
        const latest = await latestOf(device)
        if (latest === null || attempts.of(device) !== null) return
        const failing = await store.quarantines(latest.row)
        if (attempts.of(device) !== null || roster.columns.row[device] !== latest.row) return
        known.replaceFailures(device, failing)
        const live = attempts.adopt(device, latest)
        const seen = seenIn(state.registry.current, poll.checkIn, verdict)
        const sure = poll.caller.identity !== 'address'
        attempts.tell(live, { kind: 'check-in', seen, sure }, state.now())
        attempts.forgetSettled(live)
      }),

    refused: (device, events) =>
      guarded(async () => {
        attempts.forget(device)
        const latest = await latestOf(device)
        if (latest === null) return
        const failing = await store.quarantines(latest.row)
        if (roster.columns.row[device] !== latest.row) return
        known.replaceFailures(device, failing)
        const live = attempts.adopt(device, latest)
        // What the device showed to run holds for whichever attempt is its latest.
        const shown = events.findLast(({ kind }) => kind === 'check-in')
        if (shown) attempts.tell(live, shown, state.now())
        attempts.forgetSettled(live)
      }),
  }
}
