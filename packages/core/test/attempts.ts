import {
  type Attempt,
  type AttemptEvent,
  advance,
  attemptOf,
  type CheckIn,
  decide,
  noMemory,
  publishBuild,
  seenIn,
} from '../src/index.ts'
import { now, pollOf, running } from './devices.ts'
import { at, buildOf, registryOf } from './registries.ts'

const publish = (version: string, seed: number) =>
  publishBuild({ product: 'default', version, build: buildOf(seed), publish: 'stable', at })

/** Releases 1.01, 1.02 and 1.03 of builds 1, 2 and 3; `stable` points at 1.02. */
export const three = registryOf(publish('1.01', 1), publish('1.03', 3), publish('1.02', 2))

/** What a check-in tells of an attempt. */
export function seenOf(said: Partial<CheckIn>) {
  const checkIn = pollOf(said)
  return seenIn(three, checkIn, decide(three, noMemory, checkIn, now))
}

/** An attempt at 1.02 by a device that said this; by default it runs 1.01, and proves it. */
export function offered(said: Partial<CheckIn> = { version: '1.01', ...running(buildOf(1)) }): Attempt {
  const checkIn = pollOf(said)
  const verdict = decide(three, noMemory, checkIn, now)
  if (verdict.kind !== 'update') throw new Error(`no update: ${verdict.reason.code}`)
  return attemptOf(verdict, checkIn, now)
}

/** What a device says that runs a build of that seed, under whatever version. */
export const ran = (seed: number, version: string | null = null) => ({ version, ...running(buildOf(seed)) })
/** What a device says that runs something nobody uploaded. */
export const alien = { version: '0.5', runningSha256: 'f'.repeat(64), runningMd5: 'f'.repeat(32) }

/** An updater is heard; not `sure` when only its address tells who it is. */
export function heard(said: Partial<CheckIn>, sure = true): AttemptEvent {
  return { kind: 'check-in', seen: seenOf(said), sure }
}

/** As `heard`, of a plain client. */
export function plainAsk(said: Partial<CheckIn>, sure = true): AttemptEvent {
  return heard({ client: 'plain', ...said }, sure)
}

export const delivery: AttemptEvent = { kind: 'delivered', approximate: false }

/** The attempt after these events, those that change nothing left out. */
export function after(attempt: Attempt, ...events: AttemptEvent[]): Attempt {
  return events.reduce((state, event, index) => advance(state, event, now + index) ?? state, attempt)
}
