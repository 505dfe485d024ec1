import { type Change, type CheckIn, decide, emptyRegistry, type Verdict } from '@cyberdeck-ota/core'
import type { LiveEvent, Registry } from '@cyberdeck-ota/schema'
import { openDatabase } from '../src/database/openDatabase.ts'
import { createFleet, type FleetDeps, type LivingFleet } from '../src/fleet/createFleet.ts'
import type { AttemptHandle, Claim, Poll } from '../src/fleet/fleet.ts'
import type { FleetTables } from '../src/fleet/sql/tables.ts'
import { createSqlFleetStore } from '../src/fleet/sqlStore.ts'
import type { FleetStore } from '../src/fleet/store.ts'

/** What came of one poll. */
export interface Polled {
  poll: Poll
  verdict: Verdict
  /** Of an update that was begun. */
  handle: AttemptHandle | null
}

/** A fleet on a SQLite database in memory, with clocks that a test moves, and polls without HTTP. */
export interface FleetUnderTest {
  fleet: LivingFleet
  readonly store: FleetStore
  readonly registry: Registry
  readonly hints: LiveEvent[]
  /** Sentences that were logged. */
  readonly logged: string[]
  /** ms since 1970. */
  wall: number
  /** Lets both clocks go on. */
  pass(ms: number): void
  /** Publishes, and lets the fleet work out where it stands. */
  change(change: Change): Promise<void>
  /** A poll as the device API handles it: decided, its attempt opened, and seen. */
  poll(said: Said): Promise<Polled>
  /** Drops everything that is in memory, as a killed process does, and starts again on the same store. */
  restart(): Promise<void>
}

/** What a poll says, on top of a MAC-less plain GET from 10.0.0.1. */
export type Said = Partial<Pick<Claim, 'address' | 'id' | 'mac' | 'isPeople'>> & Partial<CheckIn>

export async function fleetUnderTest(
  options: Partial<Pick<FleetDeps, 'limits' | 'neighbours' | 'replicas'>> & {
    /** The store that the fleet is given, made of the real one. */
    store?: (store: FleetStore) => FleetStore
  } = {},
): Promise<FleetUnderTest> {
  const database = await openDatabase<FleetTables>({ path: ':memory:' })
  const door = { current: emptyRegistry('2026-01-01T00:00:00.000Z'), refresh: async () => {} }
  const real = createSqlFleetStore(database, { revision: () => door.current.revision })
  const store = options.store?.(real) ?? real
  const hints: LiveEvent[] = []
  const logged: string[] = []
  const note = (_facts: object, sentence: string) => void logged.push(sentence)
  let monotonic = 1_000
  const start = () =>
    createFleet({
      store,
      registry: door,
      neighbours: options.neighbours ?? { macOf: () => null },
      now: () => test.wall,
      monotonic: () => monotonic,
      log: { warn: note, error: note },
      hint: (event) => hints.push(event),
      every: null,
      ...(options.limits && { limits: options.limits }),
      ...(options.replicas && { replicas: options.replicas }),
    })

  const test: FleetUnderTest = {
    fleet: undefined as unknown as LivingFleet,
    store: real,
    get registry() {
      return door.current
    },
    hints,
    logged,
    wall: Date.parse('2026-03-01T12:00:00Z'),
    pass: (ms) => {
      monotonic += ms
      test.wall += ms
    },
    change: async (change) => {
      const before = door.current
      const changed = change(before)
      if (!changed) return
      const { products, note: sentence } = changed
      door.current = { ...before, revision: before.revision + 1, change: sentence, products }
      await test.fleet.restand(before, door.current)
    },
    poll: async ({ address = '10.0.0.1', id = null, mac = null, isPeople = false, ...said }) => {
      const { fleet } = test
      const checkIn: CheckIn = { ...silent, ...said }
      const caller = fleet.identify({ address, id, mac, isPeople, version: checkIn.version })
      const poll: Poll = { caller, checkIn, facts: { sketchSize: null, flashSize: null, sdk: null } }
      const registry = door.current
      const decided = () => decide(registry, fleet.memoryOf(caller, checkIn.product), checkIn, test.wall)
      let verdict = decided()
      if (fleet.heard(poll, verdict, test.wall)) verdict = decided()
      let handle: AttemptHandle | null = null
      if (verdict.kind === 'update' && caller.identity !== 'address' && checkIn.client !== 'plain') {
        handle = await fleet.open(poll, verdict, registry, test.wall)
        if (handle === null) verdict = holdOf(verdict)
      }
      fleet.saw(poll, verdict, registry, verdict.kind === 'update' ? 200 : 304, test.wall)
      return { poll, verdict, handle }
    },
    restart: async () => {
      test.fleet = await start()
    },
  }
  await test.restart()
  return test
}

const silent: CheckIn = {
  client: 'plain',
  product: 'default',
  board: null,
  channel: null,
  version: null,
  mode: null,
  runningSha256: null,
  runningMd5: null,
  freeSpace: null,
}

function holdOf({ version, runs }: Extract<Verdict, { kind: 'update' }>): Verdict {
  return { kind: 'hold', reason: { code: 'cannot-record', target: version }, runs }
}
