import { trialPatienceOf } from '@cyberdeck-ota/core'
import type { Attempts, LiveAttempt } from './attempts.ts'
import type { HeardClock } from './heardClock.ts'
import type { FleetState } from './state.ts'

/**
 * Gives up attempts whose device has been silent for longer than its rhythm allows, while this server listened all the
 * time: by a clock that nobody sets, and from the start of the server on.
 *
 * @param replicas whether devices may be heard by other servers, which only the store tells
 */
export async function noticeSilence(
  { roster, store, monotonic, now }: FleetState,
  attempts: Attempts,
  clock: HeardClock,
  replicas: boolean,
): Promise<void> {
  const { columns } = roster
  const silenceOf = ({ device, since }: LiveAttempt) => {
    const heardAt = columns.heardAt[device] ?? 0
    const waited = monotonic() - since
    return heardAt === 0 ? waited : Math.min(waited, clock.since(heardAt))
  }
  for (const live of [...attempts.values()]) {
    if (live.attempt.state !== 'delivered') continue
    const patience = trialPatienceOf(columns.interval[live.device] || null)
    let ms = silenceOf(live)
    if (ms < patience) continue
    if (replicas) {
      const kept = await store.find(roster.idOf(live.device))
      ms = Math.min(silenceOf(live), now() - (kept?.lastSeenAt ?? 0))
      if (attempts.of(live.device) !== live) continue
    }
    attempts.tell(live, { kind: 'silence', ms, patience }, now())
  }
}

/** How long another replica may take to send an image before nobody believes any more that it still does, ms. */
const longestDownload = 60 * 60 * 1000

/** Gives up attempts whose bytes were sent by a process that is no more. */
export function noticeStopped({ now }: FleetState, attempts: Attempts, replicas: boolean): void {
  for (const live of [...attempts.values()]) {
    if (live.isOurs || (replicas && now() - live.attempt.changedAt < longestDownload)) continue
    attempts.tell(live, { kind: 'server-stopped' }, now())
  }
}
