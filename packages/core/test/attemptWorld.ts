import fc from 'fast-check'
import {
  type Attempt,
  type AttemptEvent,
  advance,
  attemptOf,
  type CheckIn,
  decide,
  type Failures,
  failuresAfter,
  seenIn,
} from '../src/index.ts'
import { three } from './attempts.ts'
import { pollOf, remembering, running, now as start } from './devices.ts'
import { buildOf } from './registries.ts'

/** What a device can run: the three releases, and something that nobody uploaded. */
const images = [
  { version: '1.01', ...running(buildOf(1)) },
  { version: '1.02', ...running(buildOf(2)) },
  { version: '1.03', ...running(buildOf(3)) },
  { version: '0.5', runningSha256: 'f'.repeat(64), runningMd5: 'f'.repeat(32) },
] as const
type Image = (typeof images)[number]

const someImage = fc.constantFrom(...images)

/** Something that happens to a device, its server, or between them. */
export const someStep = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('poll' as const), plain: fc.boolean(), sure: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('download' as const),
      bytes: fc.nat({ max: 1_200 }),
      roughly: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), roughly: fc.boolean() }) },
  fc.record({ do: fc.constant('cut' as const), bytes: fc.nat({ max: 1_200 }), plain: fc.boolean() }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('boot' as const), into: fc.constantFrom('new', 'old') }),
  },
  fc.record({ do: fc.constant('flash' as const), image: someImage }),
  fc.record({ do: fc.constant('silence' as const), ms: fc.nat({ max: 1_000_000 }) }),
  fc.record({ do: fc.constant('stop' as const) }),
  fc.record({ do: fc.constant('jump' as const), ms: fc.integer() }),
  fc.record({ do: fc.constant('pin' as const), image: someImage }),
  fc.record({ do: fc.constant('lift' as const) }),
)
export type Step = typeof someStep extends fc.Arbitrary<infer S> ? S : never

/** How a device tells what it runs. */
export const someTelling = fc.constantFrom('digests', 'digests under an old label', 'label')
export type Telling = typeof someTelling extends fc.Arbitrary<infer T> ? T : never

/** An attempt moved; what the device really ran at that moment, and when the attempt was opened. */
export interface Move {
  before: Attempt
  after: Attempt
  event: AttemptEvent
  runs: Image
  ranThen: Image
}

/** One device and the server that follows it. `moved` is told of every move, and `opening` before an attempt is opened. */
export function attemptWorld(
  telling: Telling,
  moved: (move: Move) => unknown,
  opening: (latest: Attempt | null) => void,
) {
  let now = start
  let pin: string | null = null
  let runs: Image = images[0]
  let old: Image = images[0]
  let latest: Attempt | null = null
  let ranThen: Image = runs
  const failures = new Map<string, Failures>()
  const attempts: Attempt[] = []

  const tell = (event: AttemptEvent) => {
    const before = latest
    const after = before && advance(before, event, now)
    if (!before || !after) return
    latest = after
    attempts[attempts.length - 1] = after
    const counted = failuresAfter(failures.get(after.sha256) ?? null, before, after, now)
    if (counted === null) failures.delete(after.sha256)
    else failures.set(after.sha256, counted)
    moved({ before, after, event, runs, ranThen })
  }

  const poll = (plain: boolean, sure: boolean) => {
    const checkIn = pollOf({ client: plain ? 'plain' : 'esp32-updater', ...saidBy(plain) })
    const verdict = decide(three, remembering({ pin }), checkIn, now)
    tell({ kind: 'check-in', seen: seenIn(three, checkIn, verdict), sure })
    if (plain || !sure || verdict.kind !== 'update') return
    opening(latest)
    latest = attemptOf(verdict, checkIn, now)
    attempts.push(latest)
    ranThen = runs
  }

  const saidBy = (plain: boolean): Partial<CheckIn> => {
    if (telling === 'label' || plain) return { version: runs.version }
    return telling === 'digests' ? runs : { ...runs, version: '1.00' }
  }

  return {
    step: (step: Step) => {
      now += 1
      switch (step.do) {
        case 'poll':
          // A label that lies tells the truth to nobody without a digest beside it.
          return poll(step.plain && telling !== 'digests under an old label', step.sure)
        case 'download':
          return tell({ kind: 'downloading', acknowledged: step.bytes, approximate: step.roughly })
        case 'deliver':
          return tell({ kind: 'delivered', approximate: step.roughly })
        case 'cut':
          return tell({ kind: 'cut', acknowledged: step.bytes, plain: step.plain })
        case 'boot': {
          const next = images.find(({ version }) => version === latest?.version) ?? runs
          ;[runs, old] = step.into === 'new' ? [next, runs] : [old, runs]
          return
        }
        case 'flash':
          runs = step.image
          return
        case 'silence':
          return tell({ kind: 'silence', ms: step.ms, patience: 600_000 })
        case 'stop':
          return tell({ kind: 'server-stopped' })
        case 'jump':
          now += step.ms
          return
        case 'pin':
          pin = step.image.version
          return
        case 'lift':
          if (latest) failures.delete(latest.sha256)
      }
    },
    get latest() {
      return latest
    },
    get runs() {
      return runs
    },
    get ranThen() {
      return ranThen
    },
    attempts,
    failures,
  }
}
