import { noMemory, seenIn } from '@cyberdeck-ota/core'
import type { LiveEvent, Registry } from '@cyberdeck-ota/schema'
import { isoTime } from '../isoTime.ts'
import type { Neighbours } from '../neighbours/neighbours.ts'
import { createQueue } from '../queue.ts'
import { createAddressBook } from './addressBook.ts'
import { createAttempts } from './attempts.ts'
import { createAttemptWrites } from './attemptWrites.ts'
import { createCheckInRing } from './checkInRing.ts'
import { createCorrections } from './corrections.ts'
import { createEnrollments } from './enrollments.ts'
import { createEventLog } from './eventLog.ts'
import { createFieldSampler } from './fieldSampler.ts'
import type { Fleet } from './fleet.ts'
import { foldedInto } from './folded.ts'
import { createFoldings } from './foldings.ts'
import { createHeardClock } from './heardClock.ts'
import { createHints } from './hints.ts'
import { createIdentify } from './identify.ts'
import { createKnown } from './known.ts'
import { loadFleet } from './loading.ts'
import { createMembership } from './membership.ts'
import { createOpening } from './opening.ts'
import { createOperatorChanges } from './operatorChanges.ts'
import { createPolls } from './polls.ts'
import { createPresenceLog } from './presenceLog.ts'
import { createQuietLog } from './quietLog.ts'
import { createReports } from './reports.ts'
import { createRestanding } from './restanding.ts'
import { createRoster, type RosterLimits } from './roster.ts'
import { createRunningCounts } from './runningCounts.ts'
import { noticeSilence, noticeStopped } from './silence.ts'
import { createStandings } from './standings.ts'
import type { FleetLog, FleetState } from './state.ts'
import type { FleetStore } from './store.ts'
import { createWriteBehind } from './writeBehind.ts'

export interface FleetDeps {
  store: FleetStore
  registry: { readonly current: Registry; refresh(): Promise<void> }
  neighbours: Neighbours
  /** ms since 1970. */
  now: () => number
  /** ms, by a clock that nobody sets. */
  monotonic?: () => number
  log: FleetLog
  hint: (event: LiveEvent) => void
  /** Other servers work on the same store. */
  replicas?: boolean
  limits?: RosterLimits
  /** ms from one turn to the next, 500 if not given; null: turns are only taken when asked for. */
  every?: number | null
}

export interface LivingFleet extends Fleet {
  /** Writes what waits, and notices what has not happened. Done all `every` ms by itself; never rejects. */
  turn(): Promise<void>
  /** Takes no turn any more, and writes what waits. */
  stop(): Promise<void>
  /** Bytes that the devices take in memory. */
  readonly bytes: number
}

const usualLimits: RosterLimits = { strong: 1_000_000, weak: 20_000 }
/** What is heard may be lost with the process for so long, ms. */
const usualTurn = 500
/** Recent polls that can be explained. */
const keptCheckIns = 1_000

/** Reads the fleet from its store, and keeps it in memory from then on. Throws what the store throws. */
export async function createFleet(deps: FleetDeps): Promise<LivingFleet> {
  const {
    store,
    registry,
    now,
    replicas = false,
    every = usualTurn,
    monotonic = () => performance.now(),
  } = deps
  const startedAt = monotonic()
  const log = createQuietLog(deps.log, monotonic)
  const ring = createCheckInRing(keptCheckIns)
  const clock = createHeardClock(monotonic)
  const hints = createHints(deps.hint, monotonic)
  const roster = createRoster(deps.limits ?? usualLimits)
  const known = createKnown(roster)
  const addresses = createAddressBook(roster)
  const running = createRunningCounts()
  const state: FleetState = { roster, known, addresses, running, store, registry, now, monotonic, log }

  const writes = createAttemptWrites(store, {
    failed: (error) =>
      log.warn({ err: error }, 'what became of an attempt is not written yet; it is tried again'),
    refused: (device, events) => corrections.refused(device, events),
  })
  const attempts = createAttempts(state, writes, (device) => {
    reports.restand(device)
    hints.changed()
  })
  const corrections = createCorrections(state, attempts, writes)
  const standings = createStandings(state, attempts)
  const reports = createReports(state, standings)
  const aliases = new Map<string, string>()
  const foldings = createFoldings(state)
  const enrollments = createEnrollments(state, foldings.isWaiting, (device, stored, unwritten) => {
    const id = roster.idOf(device)
    if (stored.id !== id) {
      // It was merged into another device where this server has not heard of it yet.
      membership.drop(device)
      aliases.set(id, stored.id)
      membership.take(stored)
      return
    }
    membership.take(stored)
    if (unwritten === null) return
    events.wasSeenBefore(device)
    reports.put(device, unwritten.reported, unwritten.standing)
  })
  const membership = createMembership(state, aliases, { attempts, writes, enrollments, reports })
  const presence = createPresenceLog(roster, store)
  const events = createEventLog(roster.columns, store, {
    lost: () => log.error({}, 'the database does not take events of devices, and some were given up'),
    restless: (device) =>
      log.warn(
        { device: roster.idOf(device) },
        'a device says another version all the time; not all are noted',
      ),
  })

  const certain = (device: number, address: string, at: number) => {
    addresses.used(device, address, at)
    const folded = foldedInto(state, device, address, at)
    if (folded === null) return
    const { row, polls } = roster.columns
    if (row[folded.weak] !== 0) foldings.put(device, folded.id)
    else presence.count(device, polls[folded.weak])
    membership.drop(folded.weak)
  }
  const polls = createPolls({
    state,
    attempts,
    clock,
    presence,
    enrollments,
    reports,
    events,
    certain,
    changed: (device, poll, verdict) => void corrections.changed(device, poll, verdict),
    full: () => log.error({}, 'no more devices can be remembered; they are answered all the same'),
  })
  const writing = createWriteBehind([enrollments, reports, foldings, presence, events, attempts, writes], log)
  const flush = async () => {
    const waiting = enrollments.waiting + reports.waiting + events.waiting + attempts.waiting
    if (waiting > 0) hints.changed()
    if (presence.waiting > 0) hints.polled()
    const isWritten = await writing.flush()
    hints.tell()
    return isWritten
  }
  const enrolled = async (device: number) => {
    const { row } = roster.columns
    return row[device] !== 0 || ((await flush()) && roster.columns.row[device] !== 0)
  }
  const behind = () => {
    registry.refresh().catch((error) => log.warn({ err: error }, 'the registry could not be read anew'))
  }
  const open = createOpening({ state, attempts, writes, enrolled, replicas, behind, gone: membership.drop })
  const restand = createRestanding(state, standings, flush)
  const sequence = await loadFleet(state, { attempts, membership, standings })
  // Before the first poll, which would be taken for a device that gave a download up.
  noticeStopped(state, attempts, replicas)
  const readChanges = createOperatorChanges(state, sequence, { attempts, membership, reports, standings })
  const refreshing = createQueue()
  const refresh = () =>
    refreshing(async () => {
      await readChanges()
      if (reports.waiting > 0) await flush()
    })
  const sampler = createFieldSampler(running, store, state)

  let taking: Promise<void> | null = null
  const turn = () => {
    taking ??= takeTurn().finally(() => {
      taking = null
    })
    return taking
  }
  const takeTurn = async () => {
    try {
      noticeStopped(state, attempts, replicas)
      await noticeSilence(state, attempts, clock, replicas)
      if (replicas) await refresh()
      await sampler.sample()
    } catch (error) {
      log.warn({ err: error }, 'the fleet could not be read from its database; it is tried again')
    }
    await flush()
  }
  const timer = every === null ? undefined : setInterval(turn, every).unref()

  return {
    get upSince() {
      return Math.round(now() - (monotonic() - startedAt))
    },
    identify: createIdentify(state, attempts, aliases, deps.neighbours),
    memoryOf: ({ device: id }, product) => {
      const device = id === null ? -1 : roster.find(id)
      return device === -1 ? noMemory : known.memoryOf(device, product)
    },
    isReceiving: ({ device: id, identity }) => {
      if (id === null || identity === 'address') return false
      const live = attempts.of(roster.find(id))
      return (
        live?.isOurs === true && (live.attempt.state === 'offered' || live.attempt.state === 'downloading')
      )
    },
    heard: ({ caller, checkIn }, verdict, at) => {
      const live = caller.device === null ? null : attempts.of(roster.find(caller.device))
      if (live === null) return false
      const seen = seenIn(registry.current, checkIn, verdict)
      return attempts.tell(live, { kind: 'check-in', seen, sure: caller.identity !== 'address' }, at)
    },
    open: async (poll, update, decidedOn, at) => {
      if (poll.caller.identity === 'address') return null
      const device = polls.meet(poll, update, decidedOn, at)
      if (device === -1) return null
      const handle = await open(device, poll, update, decidedOn, at)
      if (handle !== null) reports.restand(device)
      return handle
    },
    saw: (poll, verdict, decidedOn, status, at) => {
      const { device: id } = poll.caller
      const device = id === null ? -1 : roster.find(id)
      const memory = device === -1 ? noMemory : known.memoryOf(device, poll.checkIn.product)
      polls.saw(poll, verdict, decidedOn, at)
      return ring.add({ at, poll, verdict, known: memory, revision: decidedOn.revision, status })
    },
    sawMalformed: (address, problem, status, at) => {
      log.warn({ address, problem }, 'malformed request')
      ring.addMalformed(address, problem, status, at)
    },
    recent: ring.recent,
    remembered: ring.remembered,
    forgetPolls: ring.forget,
    summary: () => ({
      devices: roster.strong,
      full: !roster.hasRoom(false) || !roster.hasRoom(true),
      lastCheckInAt: ring.lastAt === null ? null : isoTime(ring.lastAt),
      running: running.list(),
    }),
    refresh,
    restand,
    flush: async () => {
      await flush()
    },
    turn,
    stop: async () => {
      clearInterval(timer)
      await flush()
    },
    get bytes() {
      return roster.bytes
    },
  }
}
