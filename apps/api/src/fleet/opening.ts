import { type AttemptEvent, attemptOf, isInForce, isOpen, seenIn, type Verdict } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import type { Attempts, LiveAttempt } from './attempts.ts'
import type { AttemptWrites } from './attemptWrites.ts'
import type { AttemptHandle, Poll } from './fleet.ts'
import type { FleetState } from './state.ts'

type Update = Extract<Verdict, { kind: 'update' }>

export interface OpeningDeps {
  state: FleetState
  attempts: Attempts
  writes: Pick<AttemptWrites, 'settle'>
  /** Resolves when the device has a row; false when the store did not take it. */
  enrolled: (device: number) => Promise<boolean>
  /** Other servers work on the same store, and count failures of the device too. */
  replicas: boolean
  /** The store has another revision of the registry than this server. */
  behind: () => void
  /** The store does not know the device any more. */
  gone: (device: number) => void
}

/** One poll's turn to open an attempt of its device. */
interface Turn {
  settled?: Promise<unknown>
  /** Its poll was answered without it. */
  isGivenUp: boolean
}

/** How long a device waits for its attempt to be recorded, ms. */
const patience = 2_000

/** Opens attempts: of one device one after another. */
export function createOpening(deps: OpeningDeps) {
  const { state, attempts, writes } = deps
  const { roster, known, store, registry: door } = state
  const turns = new Map<number, Turn>()

  /** Says whether no attempt of the device is open any more. A device that asks anew has given up the one before. */
  const closed = async (device: number, poll: Poll, update: Update, now: number) => {
    const live = attempts.of(device)
    if (live && isOpen(live.attempt)) {
      // Whoever is about to be sent an image tries it.
      const seen = { ...seenIn(door.current, poll.checkIn, update), updater: true }
      attempts.tell(live, { kind: 'check-in', seen, sure: true }, now)
      if (isOpen(live.attempt)) return false
    }
    return writes.settle(device)
  }

  const open = async (
    device: number,
    poll: Poll,
    update: Update,
    registry: Registry,
    now: number,
  ): Promise<LiveAttempt | null> => {
    if (!(await deps.enrolled(device))) return null
    // Not twice: what another replica opened is looked at once.
    for (let look = 1; look <= 2; look += 1) {
      if (!(await closed(device, poll, update, now))) return null
      const row = roster.columns.row[device] ?? 0
      if (deps.replicas) {
        const failing = await store.quarantines(row)
        if (roster.columns.row[device] !== row) return null
        known.replaceFailures(device, failing)
      }
      const backoff = known.memoryOf(device, poll.checkIn.product).backoff(update.build.sha256)
      if (backoff !== null && isInForce(backoff, now)) return null
      const opened = await store.open({ ...attemptOf(update, poll.checkIn, now), row }, registry.revision)
      if (roster.columns.row[device] !== row) return null
      if (typeof opened === 'object') {
        attempts.begin(opened.id)
        return attempts.adopt(device, opened)
      }
      if (opened === 'revision-moved') deps.behind()
      if (opened === 'unknown-device') deps.gone(device)
      if (opened !== 'already-open') return null
      const latest = await store.latestAttempt(row)
      if (latest && roster.columns.row[device] === row) attempts.adopt(device, latest)
    }
    return null
  }

  const handleOf = ({ attempt: { id } }: LiveAttempt, plain: boolean): AttemptHandle => {
    const tell = (event: AttemptEvent) => {
      const live = attempts.byId(id)
      if (live) attempts.tell(live, event, state.now())
    }
    const end = (event: AttemptEvent) => {
      tell(event)
      attempts.end(id)
    }
    return {
      downloading: (acknowledged, approximate) => tell({ kind: 'downloading', acknowledged, approximate }),
      delivered: (approximate) => end({ kind: 'delivered', approximate }),
      cut: (acknowledged) => end({ kind: 'cut', acknowledged, plain }),
    }
  }

  /** Nobody waits for it any more: no byte of it will be sent. */
  const withdraw = ({ attempt: { id } }: LiveAttempt) => {
    const live = attempts.byId(id)
    if (live) attempts.tell(live, { kind: 'server-stopped' }, state.now())
    attempts.end(id)
  }

  return async (
    device: number,
    poll: Poll,
    update: Update,
    registry: Registry,
    now: number,
  ): Promise<AttemptHandle | null> => {
    const before = turns.get(device)
    // While the store does not answer, nobody stands in line for it.
    if (before?.isGivenUp) return null
    const turn: Turn = { isGivenUp: false }
    const mine = Promise.resolve(before?.settled).then(() =>
      turn.isGivenUp ? null : open(device, poll, update, registry, now),
    )
    const settled = mine.catch((error) => {
      state.log.warn({ err: error }, 'an attempt could not be recorded, so that its device was told to wait')
      return null
    })
    turn.settled = settled
    turns.set(device, turn)
    settled.then(() => turns.get(device) === turn && turns.delete(device))

    const inTime = await within(patience, settled)
    if (inTime) return handleOf(inTime, poll.checkIn.client === 'plain')
    turn.isGivenUp = true
    settled.then((late) => late && withdraw(late))
    return null
  }
}

/** Null when the work takes longer. */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result | null> {
  const timer = { end: () => {} }
  const late = new Promise<null>((resolve) => {
    const timeout = setTimeout(resolve, ms, null)
    timer.end = () => clearTimeout(timeout)
  })
  return Promise.race([work, late]).finally(() => timer.end())
}
