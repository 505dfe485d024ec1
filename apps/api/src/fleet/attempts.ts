import { type AttemptEvent, advance, failureOf, failuresAfter, isInForce, isOpen } from '@cyberdeck-ota/core'
import type { DeviceEventDetail } from '@cyberdeck-ota/schema'
import { isoTime } from '../isoTime.ts'
import type { AttemptWrites } from './attemptWrites.ts'
import type { Failing } from './known.ts'
import type { FleetState } from './state.ts'
import type { AttemptChange, StoredAttempt } from './store.ts'

/** The latest attempt of a device, while something may still come of it. */
export interface LiveAttempt {
  device: number
  attempt: StoredAttempt
  /** This process sends its bytes. */
  isOurs: boolean
  /** Since when it waits for what comes next, by the clock that nobody sets, ms. */
  since: number
}

/** The attempts of which something is expected, or which failed: of few devices at any time. */
export interface Attempts {
  of(device: number): LiveAttempt | null
  /** Null when nobody asks any more how it went: its device is forgotten, or has begun another one. */
  byId(id: number): LiveAttempt | null
  values(): Iterable<LiveAttempt>
  /** Takes in what the store has as a device's latest attempt. */
  adopt(device: number, attempt: StoredAttempt): LiveAttempt
  /** This process begins to send the bytes of an attempt; it stays its own when the device is merged into another. */
  begin(id: number): void
  /** It sends them no more. */
  end(id: number): void
  /** True when that changed what the device's memory tells. */
  tell(live: LiveAttempt, event: AttemptEvent, now: number): boolean
  forget(device: number): void
  /** Forgets one of which nothing is expected, and that did not fail. */
  forgetSettled(live: LiveAttempt): void
  /** How many have received bytes that the store does not know of. */
  readonly waiting: number
  /** Writes how many bytes have arrived. Throws what the store throws. */
  write(): Promise<void>
}

/** `moved` is called with a device whose attempt has changed its state. */
export function createAttempts(
  { known, store, monotonic }: FleetState,
  writes: Pick<AttemptWrites, 'push'>,
  moved: (device: number) => void,
): Attempts {
  const all = new Map<number, LiveAttempt>()
  const ids = new Map<number, LiveAttempt>()
  const ours = new Set<number>()
  const progressed = new Set<LiveAttempt>()

  const countFailures = (live: LiveAttempt, before: StoredAttempt, now: number) => {
    const { product, version, sha256 } = live.attempt
    const was = known.failures(live.device, sha256)
    const failures = failuresAfter(was, before, live.attempt, now)
    if (failures === was) return undefined
    const { aborted, failed, until } = failures ?? { aborted: 0, failed: 0, until: null }
    const failing: Failing | null = failures && { product, version, sha256, aborted, failed, until }
    known.setFailures(live.device, sha256, failing)
    return failing
  }

  const tell = (live: LiveAttempt, event: AttemptEvent, now: number) => {
    const before = live.attempt
    const after = advance(before, event, now)
    if (after === null) return false
    const settled = !isOpen(after) && after.state !== 'lost'
    live.attempt = { ...before, ...after, settled }
    if (before.state === 'downloading' && after.state === 'downloading') {
      progressed.add(live)
      return false
    }
    live.since = monotonic()
    const { row } = before
    const failing = countFailures(live, before, now)
    const details: DeviceEventDetail[] = [attemptDetail(live.attempt)]
    if (failing && isInForce(failing, now)) details.push(quarantinedDetail(failing))
    const change: AttemptChange = {
      attempt: live.attempt,
      was: before.state,
      ...(failing !== undefined && { quarantine: failing && { ...failing, row } }),
      events: details.map((detail) => ({ row, at: now, detail })),
    }
    writes.push(live.device, change, event)
    forgetSettled(live)
    moved(live.device)
    return failing !== undefined
  }

  const forget = (device: number) => {
    const live = all.get(device)
    if (!live) return
    progressed.delete(live)
    ids.delete(live.attempt.id)
    all.delete(device)
  }

  const forgetSettled = ({ device, attempt }: LiveAttempt) => {
    if (attempt.settled && failureOf(attempt) === null) forget(device)
  }

  return {
    of: (device) => all.get(device) ?? null,
    byId: (id) => ids.get(id) ?? null,
    values: () => all.values(),
    adopt: (device, attempt) => {
      forget(device)
      const live = { device, attempt, isOurs: ours.has(attempt.id), since: monotonic() }
      all.set(device, live)
      ids.set(attempt.id, live)
      return live
    },
    begin: (id) => void ours.add(id),
    end: (id) => void ours.delete(id),
    tell,
    forget,
    forgetSettled,
    get waiting() {
      return progressed.size
    },
    write: async () => {
      const batch = [...progressed].filter(({ attempt }) => attempt.state === 'downloading')
      progressed.clear()
      if (batch.length === 0) return
      await store.progress(
        batch.map(({ attempt: { id, acknowledged } }) => ({ id, acknowledged, state: 'downloading' })),
      )
    },
  }
}

function attemptDetail({ id, version, state, evidence }: StoredAttempt): DeviceEventDetail {
  return { kind: 'attempt', attempt: id, version, state, evidence }
}

function quarantinedDetail({ version, sha256, aborted, failed, until }: Failing): DeviceEventDetail {
  return {
    kind: 'quarantined',
    version,
    sha256,
    failures: aborted + failed,
    until: until === null ? null : isoTime(until),
  }
}
