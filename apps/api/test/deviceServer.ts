import type { AddressInfo } from 'node:net'
import { publishBuild } from '@cyberdeck-ota/core'
import { makeImage } from '@cyberdeck-ota/esp-image'
import type { Build, LiveEvent } from '@cyberdeck-ota/schema'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import { createMemoryBuildStore } from '../src/builds/memoryStore.ts'
import type { BuildStore } from '../src/builds/store.ts'
import { openDatabase } from '../src/database/openDatabase.ts'
import { systemAcknowledged } from '../src/device-api/acknowledged.ts'
import { registerDeviceApi } from '../src/device-api/deviceApi.ts'
import { createDownloads, type Downloads, type DownloadsOptions } from '../src/device-api/downloads.ts'
import { deviceServerOptions, listenBacklog } from '../src/device-api/serverOptions.ts'
import { createFleet, type LivingFleet } from '../src/fleet/createFleet.ts'
import type { FleetTables } from '../src/fleet/sql/tables.ts'
import { createSqlFleetStore } from '../src/fleet/sqlStore.ts'
import type { FleetStore } from '../src/fleet/store.ts'
import type { Neighbours } from '../src/neighbours/neighbours.ts'
import { createMemoryRegistryStore } from '../src/registry/memoryStore.ts'
import { openRegistry, type RegistryDoor } from '../src/registry/registry.ts'
import { describeSample } from './sampleBuild.ts'

/** What is published before a test begins; more by `publish`. */
export interface Sample {
  version: string
  product?: string
  board?: string
  /** Bytes of the file; what goes beyond the image is something signed or padded. */
  size?: number
  chipId?: number
  kind?: Build['kind']
  /** Channel to point at it; `none` for no channel. */
  publish?: string
  /** The file itself, for a virtual ESP32 that is to run it; `size` and `chipId` say nothing then. */
  image?: Uint8Array
}

export interface DeviceServer {
  app: FastifyInstance
  port: number
  registry: RegistryDoor
  /** Where the images are; what is served goes through `readBuild` where a test gives one. */
  builds: BuildStore
  fleet: LivingFleet
  /** What the fleet keeps, as it is once `fleet.flush()` is through. */
  devices: FleetStore
  downloads: Downloads
  /** The server's time, ms since 1970; a test moves it on. */
  clock: { now: number }
  /** Lets time go by on every clock, ms. */
  pass(ms: number): void
  /** What was logged, with its level. */
  logged: Record<string, unknown>[]
  hints: LiveEvent[]
  publish(sample: Sample): Promise<Build>
}

/**
 * The device API on a real port of 127.0.0.1, with the options that the server runs with; ends with the test.
 */
export async function startDeviceApi(
  options: Partial<DownloadsOptions> & {
    readBuild?: BuildStore['read']
    trustProxy?: boolean
    neighbours?: Neighbours
    /** The store that the fleet is given, made of the real one. */
    devices?: (store: FleetStore) => FleetStore
  } = {},
): Promise<DeviceServer> {
  const { trustProxy = false, neighbours = { macOf: () => null } } = options
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') }
  const now = () => clock.now
  let passed = 0
  const registry = await openRegistry(createMemoryRegistryStore(), { now })
  const store = createMemoryBuildStore({ now })
  const hints: LiveEvent[] = []
  const hint = (event: LiveEvent) => void hints.push(event)
  const logged: Record<string, unknown>[] = []
  const logger = { level: 'info', stream: { write: (line: string) => logged.push(JSON.parse(line)) } }
  const log = Fastify({ logger }).log as FastifyBaseLogger
  const database = await openDatabase<FleetTables>({ path: ':memory:' })
  const kept = createSqlFleetStore(database, { revision: () => registry.current.revision })
  const devices = options.devices?.(kept) ?? kept
  const fleet = await createFleet({
    store: devices,
    registry,
    now,
    monotonic: () => performance.now() + passed,
    log,
    hint,
    neighbours,
  })
  const downloads = createDownloads({
    limit: 200,
    acknowledged: systemAcknowledged(),
    tick: 20,
    now,
    changed: () => hint('server'),
    failed: (error) => log.error(error),
    ...options,
  })
  const app = Fastify({
    ...deviceServerOptions({ fleet, downloads, now, hint }),
    trustProxy: trustProxy && ((_address, hop) => hop === 0),
  })
  const deviceUrl = () => 'http://192.168.1.5:5000'
  registerDeviceApi(app, {
    registry,
    builds: { read: options.readBuild ?? store.read },
    fleet,
    downloads,
    trustProxy,
    deviceUrl,
    now,
    hint,
    log,
  })
  await app.listen({ port: 0, host: '127.0.0.1', backlog: listenBacklog })
  onTestFinished(async () => {
    app.server.closeAllConnections()
    await app.close()
    await fleet.flush()
    await database.destroy()
  })

  const publish = async ({
    version,
    product = 'default',
    board,
    size = 0,
    chipId,
    kind,
    ...more
  }: Sample) => {
    const image = more.image ?? makeImage({ version, project: product, ...(chipId && { chipId }) })
    const bytes = Buffer.concat([image, Buffer.alloc(Math.max(0, size - image.length), image)])
    const staged = await store.stage(once(bytes), bytes.length)
    await store.keep(staged)
    const { sha256, sha512, md5 } = staged
    const build = { ...describeSample(image), sha256, sha512, md5, size: bytes.length, ...(kind && { kind }) }
    const at = '2026-02-21T09:00:00.000Z'
    const { publish = 'stable' } = more
    await registry.change(publishBuild({ product, board, version, build, publish, at }), 'test')
    return build
  }
  const { port } = app.server.address() as AddressInfo
  const pass = (ms: number) => {
    clock.now += ms
    passed += ms
  }
  return {
    app,
    port,
    registry,
    builds: store,
    fleet,
    devices,
    downloads,
    clock,
    pass,
    logged,
    hints,
    publish,
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}
