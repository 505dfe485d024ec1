import { learnRhythm, type Standing, standingOf, type Verdict } from '@cyberdeck-ota/core'
import type { Registry, Reported } from '@cyberdeck-ota/schema'
import type { Attempts } from './attempts.ts'
import type { Enrollments } from './enrollments.ts'
import type { EventLog } from './eventLog.ts'
import { factsPrint, standingPrint, versionPrint } from './fingerprint.ts'
import type { Poll } from './fleet.ts'
import type { HeardClock } from './heardClock.ts'
import type { PresenceLog } from './presenceLog.ts'
import type { Reports } from './reports.ts'
import type { FleetState } from './state.ts'

export interface PollsDeps {
  state: FleetState
  attempts: Pick<Attempts, 'of'>
  clock: HeardClock
  presence: PresenceLog
  enrollments: Enrollments
  reports: Reports
  events: EventLog
  /** A device that tells who it is asked from its address. */
  certain: (device: number, address: string, now: number) => void
  /** Something changed in what a device runs or says. */
  changed: (device: number, poll: Poll, verdict: Verdict) => void
  /** No room is left for a device. */
  full: () => void
}

/** What polls leave behind in memory. */
export interface Polls {
  /** The number of the device that polls, which is remembered from now on; -1 when nothing is. */
  meet(poll: Poll, verdict: Verdict, registry: Registry, now: number): number
  saw(poll: Poll, verdict: Verdict, registry: Registry, now: number): void
}

export function createPolls(deps: PollsDeps): Polls {
  const { state, attempts, clock, presence, enrollments, reports, events } = deps
  const { roster, known, running } = state
  const { columns } = roster
  /** Polls that were counted when their device was met. */
  const counted = new WeakSet<Poll>()

  const standing = (device: number, { checkIn }: Poll, verdict: Verdict, registry: Registry): Standing => {
    const memory = known.memoryOf(device, checkIn.product)
    const latest = attempts.of(device)?.attempt ?? null
    const found = standingOf({ registry, device: memory, checkIn, verdict, latest })
    const board = checkIn.board === null ? found.board : memory.board
    if (board !== null || found.chip !== null) {
      known.learn(device, { product: checkIn.product, board, chip: found.chip })
    }
    return found
  }

  const enroll = (poll: Poll, verdict: Verdict, registry: Registry, now: number): number => {
    const { device: id, identity } = poll.caller
    if (id === null) return -1
    const device = roster.add(id, identity)
    if (device === -1) {
      deps.full()
      return -1
    }
    const reported = reportedBy(poll)
    const found = standing(device, poll, verdict, registry)
    columns.facts[device] = factsPrint(reported)
    columns.standing[device] = standingPrint(found)
    columns.said[device] = versionPrint(reported.version)
    columns.lastSeenAt[device] = now
    if (!enrollments.put(device, { reported, standing: found, firstSeenAt: now })) {
      roster.remove(device)
      deps.full()
      return -1
    }
    if (!roster.isWeak(device))
      columns.running[device] = running.join(reported.product, runsBy(verdict, reported))
    events.note(device, now, { kind: 'first-seen', version: reported.version, address: reported.address })
    counted.add(poll)
    heardFrom(device, now)
    return device
  }

  const heardFrom = (device: number, now: number) => {
    const heardBefore = columns.heardAt[device] ?? 0
    const lastSeenAt = columns.lastSeenAt[device] ?? 0
    const interval = columns.interval[device] || null
    // A silence in which this server did not listen tells nothing, unless nothing better is known.
    const gap = heardBefore !== 0 ? clock.since(heardBefore) : interval === null ? now - lastSeenAt : 0
    columns.interval[device] = Math.min(learnRhythm(interval, gap) ?? 0, 2 ** 32 - 1)
    columns.heardAt[device] = clock.now()
    columns.lastSeenAt[device] = now
    presence.count(device)
  }

  const nowRuns = (device: number, product: string, version: string | null, proven: boolean, now: number) => {
    const number = columns.running[device] ?? 0
    if (running.is(number, product, version)) return
    const from = running.versionOf(number)
    running.leave(number)
    columns.running[device] = running.join(product, version)
    if (from !== version) events.note(device, now, { kind: 'runs', from, to: version, proven })
  }

  /** A poll that itself tells who asks, or one of a device that is only known by its address. */
  const takeIn = (device: number, poll: Poll, verdict: Verdict, registry: Registry, now: number) => {
    const reported = reportedBy(poll)
    const found = standing(device, poll, verdict, registry)
    const facts = factsPrint(reported)
    const print = standingPrint(found)
    const surer = roster.strengthen(device, poll.caller.identity)
    if (columns.facts[device] === facts && columns.standing[device] === print && !surer) return
    columns.facts[device] = facts
    columns.standing[device] = print
    columns.said[device] = versionPrint(reported.version)
    reports.put(device, reported, found)
    // It was decided before the registry changed.
    if (registry !== state.registry.current) reports.restand(device)
    if (roster.isWeak(device)) return
    nowRuns(device, reported.product, runsBy(verdict, reported), verdict.runs !== null, now)
    deps.changed(device, poll, verdict)
  }

  /** A poll that only its address ties to a device: it tells what the device runs, and nothing else of it. */
  const takeInPaired = (device: number, poll: Poll, verdict: Verdict, now: number) => {
    const { product, board, channel, version } = poll.checkIn
    const said = versionPrint(version)
    if (columns.said[device] === said) return
    columns.said[device] = said
    columns.facts[device] = 0
    reports.patch(device, {
      product,
      ...(board !== null && { board }),
      ...(channel !== null && { channel }),
      version,
      runningSha256: null,
      runningMd5: null,
    })
    nowRuns(device, product, version, false, now)
    deps.changed(device, poll, verdict)
  }

  return {
    meet: (poll, verdict, registry, now) => {
      if (poll.caller.device === null) return -1
      const device = roster.find(poll.caller.device)
      return device === -1 ? enroll(poll, verdict, registry, now) : device
    },
    saw: (poll, verdict, registry, now) => {
      const { device: id, identity, address } = poll.caller
      if (id === null) return
      let device = roster.find(id)
      if (device === -1) device = enroll(poll, verdict, registry, now)
      else {
        if (!counted.has(poll)) heardFrom(device, now)
        if (identity === 'address' && !roster.isWeak(device)) takeInPaired(device, poll, verdict, now)
        else takeIn(device, poll, verdict, registry, now)
      }
      if (device !== -1 && identity !== 'address') deps.certain(device, address, now)
    },
  }
}

function runsBy(verdict: Verdict, { version }: Reported): string | null {
  return verdict.runs?.version ?? version
}

function reportedBy({ caller, checkIn, facts }: Poll): Reported {
  return {
    client: checkIn.client,
    product: checkIn.product,
    board: checkIn.board,
    channel: checkIn.channel,
    version: checkIn.version,
    mode: checkIn.mode,
    runningSha256: checkIn.runningSha256,
    runningMd5: checkIn.runningMd5,
    freeSpace: checkIn.freeSpace,
    sketchSize: facts.sketchSize,
    flashSize: facts.flashSize,
    sdk: facts.sdk,
    address: caller.address,
  }
}
