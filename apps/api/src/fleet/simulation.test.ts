import { isOpen, setChannel } from '@cyberdeck-ota/core'
import type { Build } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FleetUnderTest, fleetUnderTest } from '../../test/fleetUnderTest.ts'
import { sampleBuild } from '../../test/sampleBuild.ts'
import { publishSample } from '../../test/sampleRegistry.ts'
import type { AttemptHandle } from './fleet.ts'
import type { StoredAttempt } from './store.ts'

const minute = 60_000
const hour = 60 * minute
const versions = ['1.00', '1.01', '1.02', '1.03']
const builds = new Map(versions.map((version) => [version, sampleBuild(version)]))
const buildOf = (version: string) => builds.get(version) as Build

/** A board that runs something, and may have the image of something else in its other slot. */
interface Simulated {
  mac: string
  address: string
  runs: string
  /** What it said it runs when it was last heard by the server that runs now. */
  said: string | null
  /** Sends digests, as Arduino's updater does; else only its version. */
  digests: boolean
  /** The download under way, and of what. */
  download: { handle: AttemptHandle; version: string } | null
  /** What it starts with the next reset. */
  installed: string | null
}

type Step =
  | { do: 'poll' | 'crash' | 'reset' | 'plain'; board: number }
  | { do: 'receive'; board: number; share: number }
  | { do: 'pass'; ms: number }
  | { do: 'jump'; ms: number }
  | { do: 'publish'; version: number }
  | { do: 'turn' | 'restart' }

const board = fc.nat({ max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('poll' as const, 'reset' as const), board }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('receive' as const), board, share: fc.constantFrom(0.3, 1) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('crash' as const, 'plain' as const), board }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(400, minute, hour) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('jump' as const), ms: fc.constantFrom(-hour, 30 * hour) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('publish' as const), version: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('turn' as const, 'restart' as const) }) },
)

const pointAt = (version: string) =>
  setChannel({ product: 'default', channel: 'stable', version, recall: true })

const boards = (): Simulated[] =>
  [0, 1, 2].map((number) => ({
    mac: `24:6F:28:00:00:0${number}`,
    // Two of them behind one address.
    address: `10.0.0.${Math.max(1, number)}`,
    runs: '1.00',
    said: null,
    digests: number !== 2,
    download: null,
    installed: null,
  }))

const pollOf = async (server: FleetUnderTest, simulated: Simulated) => {
  const { mac, address, runs, digests } = simulated
  simulated.said = runs
  simulated.download?.handle.cut(10)
  simulated.download = null
  // Whatever it had received came to nothing, or it would have started anew.
  simulated.installed = null
  const { runningSha256, runningMd5 } = digests ? buildOf(runs) : { runningSha256: null, runningMd5: null }
  const client = 'esp32-updater'
  const { verdict, handle } = await server.poll({
    mac,
    address,
    version: runs,
    client,
    runningSha256,
    runningMd5,
  })
  if (handle && verdict.kind === 'update') simulated.download = { handle, version: verdict.version }
}

const receive = (simulated: Simulated, share: number) => {
  const { download } = simulated
  if (download === null) return
  if (share < 1) return download.handle.downloading(Math.floor(buildOf(download.version).size * share), false)
  download.handle.delivered(false)
  simulated.installed = download.version
  simulated.download = null
}

const take = async (server: FleetUnderTest, all: Simulated[], step: Step) => {
  const simulated = 'board' in step ? (all[step.board] as Simulated) : null
  switch (step.do) {
    case 'poll':
      return simulated && pollOf(server, simulated)
    case 'plain':
      return simulated && server.poll({ address: simulated.address, version: simulated.runs })
    case 'receive':
      return simulated && receive(simulated, step.share)
    case 'reset':
      if (simulated?.installed) simulated.runs = simulated.installed
      if (simulated) simulated.installed = null
      simulated?.download?.handle.cut(10)
      if (simulated) simulated.download = null
      return
    case 'crash':
      // The new image does not start, and the bootloader falls back.
      if (simulated) simulated.installed = null
      return
    case 'pass':
      return server.pass(step.ms)
    case 'jump':
      server.wall += step.ms
      return
    case 'publish':
      return server.change(pointAt(versions[step.version] ?? ''))
    case 'turn':
      return server.fleet.turn()
    case 'restart':
      for (const each of all) Object.assign(each, { download: null, said: null })
      return server.restart()
  }
}

/** What the store says of each board's attempts, newest first. */
const attemptsOf = async (
  { store }: FleetUnderTest,
  all: Simulated[],
): Promise<[Simulated, StoredAttempt[]][]> =>
  Promise.all(
    all.map(async (each): Promise<[Simulated, StoredAttempt[]]> => {
      const kept = await store.find(each.mac)
      return [each, kept ? await store.attempts(kept.row, 100) : []]
    }),
  )

test('whatever boards, clocks and the server do, attempts end as what the boards run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const server = await fleetUnderTest()
      const all = boards()
      for (const version of versions) await server.change(publishSample(version))
      await server.change(pointAt('1.01'))
      for (const each of steps) {
        await take(server, all, each)
        for (const [{ said, download }, attempts] of await attemptsOf(server, all)) {
          const open = attempts.filter(isOpen)
          expect(open.length).toBeLessThanOrEqual(1)
          // Bytes are on their way only for an attempt that is kept.
          if (download) expect(open[0]?.version).toBe(download.version)
          const [latest] = attempts
          if (each.do !== 'turn' || latest === undefined || said === null) continue
          if (latest.state === 'confirmed') expect(latest.version).toBe(said)
          if (latest.state === 'reverted') expect(latest.version).not.toBe(said)
        }
      }
      await converge(server, all)
    }),
    { numRuns: 60 },
  )
}, 60_000)

/** Once nothing disturbs them any more, all boards come to run what is published, and the fleet says so. */
async function converge(server: FleetUnderTest, all: Simulated[]) {
  const target = server.registry.products.default?.channels.stable?.version ?? ''
  for (let round = 0; round < 4; round += 1) {
    for (const each of all) {
      // Past every back-off but the last, which only an operator lifts.
      server.pass(7 * hour)
      await pollOf(server, each)
      receive(each, 1)
      if (each.installed) each.runs = each.installed
      each.installed = null
    }
    await server.fleet.turn()
  }
  for (const each of all) await pollOf(server, each)
  await server.fleet.turn()
  for (const [{ mac, runs, digests }, attempts] of await attemptsOf(server, all)) {
    const kept = await server.store.find(mac)
    const quarantined = (await server.store.quarantines(kept?.row ?? 0)).some(({ until }) => until === null)
    if (quarantined) continue
    expect(runs).toBe(target)
    expect(kept?.standing).toMatchObject({ state: 'up-to-date', target, runs: digests ? target : null })
    expect(kept?.reported.version).toBe(target)
    expect(attempts.filter(isOpen)).toEqual([])
    if (attempts[0]) expect(attempts[0]).toMatchObject({ state: 'confirmed', version: target })
  }
}
