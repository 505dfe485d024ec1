import { createDemo, findDemo, findProduct, Refusal, removeDemo, setChannel } from '@cyberdeck-ota/core'
import type { Demo, DemoRequest, LiveEvent, Registry } from '@cyberdeck-ota/schema'
import { canCallFrom, createVirtualFleet, type VirtualFleet } from '@cyberdeck-ota/virtual-esp32'
import type { BuildStore } from '../builds/store.ts'
import type { FleetStore } from '../fleet/store.ts'
import { isoTime } from '../isoTime.ts'
import { createQueue } from '../queue.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import {
  createDemoFirmware,
  deleteDemoBuilds,
  demoAuthor,
  demoBoards,
  demoVersions,
  keepDemoBuilds,
  olderVersion,
} from './demoBuilds.ts'
import { demoQueries, demoSpace } from './demoSpace.ts'
import { type Forgetting, forgetDemo } from './forgetDemo.ts'

export interface DemoFleetDeps extends Forgetting {
  registry: RegistryDoor
  builds: BuildStore
  devices: Pick<FleetStore, 'count' | 'forget' | 'forgetSamples'>
  /** Where this machine reaches the server: `http://127.0.0.1:5000`. */
  address: () => string
  /** How many of its devices may talk to the server at the same moment. */
  atOnce: number
  hint: (event: LiveEvent) => void
  log: { warn: (facts: object, sentence: string) => void }
  pace?: DemoPace
}

/** How fast the demo goes: slow enough to be watched. */
export interface DemoPace {
  /** Between two polls of one device, ms. */
  intervalMs: number
  /** From the start to the update, ms: by then most devices have called twice, so that their rhythm is known. */
  rolloutMs: number
  /** How fast each device takes in an image. */
  bytesPerSecond: number
}

const usualPace: DemoPace = { intervalMs: 12_000, rolloutMs: 30_000, bytesPerSecond: 80_000 }

/** The demo fleet of this server: virtual ESP32s, and a product that is theirs alone. */
export interface DemoFleet {
  current(): Promise<Demo>
  /** Throws the `Refusal` `demo-running`. */
  start(request: DemoRequest): Promise<Demo>
  /** Ends it, here or where another server began it, and removes everything it left. */
  remove(): Promise<void>
  /** Ends what this server began, and removes it. */
  stop(): Promise<void>
}

const none: Demo = { running: false, product: null, devices: 0, startedAt: null }

export function createDemoFleet(deps: DemoFleetDeps): DemoFleet {
  const { registry, builds, devices, fleet, now, hint, log, pace = usualPace } = deps
  const inTurn = createQueue()
  let own: { product: string; boards: VirtualFleet; rollout: NodeJS.Timeout } | null = null

  const start = async (request: DemoRequest) => {
    const product = await freeName()
    const firmware = createDemoFirmware()
    const { devices: count, seed, ...shares } = request
    const boards = createVirtualFleet({
      serverUrl: deps.address(),
      product,
      devices: count,
      seed,
      shares,
      boards: demoBoards,
      space: await space(),
      version: demoVersions[0],
      olderVersion,
      firmware,
      intervalMs: pace.intervalMs,
      bytesPerSecond: pace.bytesPerSecond,
      atOnce: deps.atOnce,
    })
    const at = isoTime(now())
    const kept = await keepDemoBuilds(firmware, builds, at)
    await registry.change(createDemo({ product, builds: kept, at }), demoAuthor)
    own = { product, boards, rollout: setTimeout(() => rollOut(product), pace.rolloutMs).unref() }
    boards.start()
  }

  const rollOut = (product: string) => {
    const [from, version] = demoVersions
    const next = setChannel({ product, channel: 'stable', version, recall: false })
    // Whoever plays with the demo may have been faster.
    const isAsMade = (current: Registry) => findProduct(current, product)?.channels.stable?.version === from
    registry
      .change((current) => (isAsMade(current) ? next(current) : null), demoAuthor)
      .catch((error) => log.warn({ err: error }, 'the demo fleet got no update'))
  }

  /** A name that no product has, and that no device polls for, whether there is such a product or not. */
  const freeName = async () => {
    await fleet.flush()
    for (let number = 1; ; number += 1) {
      const product = number === 1 ? 'demo' : `demo-${number}`
      if (findProduct(registry.current, product) !== null) continue
      const query = { terms: [{ not: false, field: 'product' as const, text: product }] }
      if ((await devices.count({ query, now: now(), upSince: 0 })) === 0) return product
    }
  }

  /** Some systems have one loopback address only. */
  const space = async () => {
    const { macPrefix, network } = demoSpace
    const isPossible = !deps.address().includes('[') && (await canCallFrom(`${network}.1.1`))
    return { macPrefix, network: isPossible ? network : null }
  }

  const switchOff = async () => {
    const ended = own
    own = null
    clearTimeout(ended?.rollout)
    await ended?.boards.stop()
  }

  const forget = async (product: string) => {
    await forgetDemo(product, deps)
    for (const event of ['devices', 'check-ins', 'server'] as const) hint(event)
  }

  /** The product goes after its devices, and its bytes after it: what a killed process leaves is found again, and never a hole. */
  const remove = async () => {
    await switchOff()
    const product = findDemo(registry.current)
    if (product === null) return
    await forget(product)
    const left = findProduct(registry.current, product)
    await registry.change(removeDemo({ product }), demoAuthor)
    if (left) await deleteDemoBuilds(left, { registry, builds })
  }

  /** Another server removed the demo that this one plays. */
  registry.subscribe((current) => {
    const product = own?.product
    if (product === undefined || findProduct(current, product)?.demo) return
    inTurn(async () => {
      if (own?.product !== product) return
      await switchOff()
      await forget(product)
    }).catch((error) => log.warn({ err: error }, 'the demo fleet was not removed entirely'))
  })

  const current = async (): Promise<Demo> => {
    const product = findDemo(registry.current)
    if (product === null) return none
    const releases = Object.values(findProduct(registry.current, product)?.releases ?? {})
    const startedAt = releases.map(({ uploadedAt }) => uploadedAt).toSorted()[0] ?? null
    return { running: true, product, devices: own?.boards.devices.length ?? (await known()), startedAt }
  }

  const known = async () => {
    const at = { now: now(), upSince: 0 }
    const counts = await Promise.all(demoQueries.map((query) => devices.count({ query, ...at })))
    return counts.reduce((sum, count) => sum + count, 0)
  }

  return {
    current,
    start: (request) =>
      inTurn(async () => {
        const running = findDemo(registry.current)
        if (running !== null)
          throw new Refusal('demo-running', `A demo fleet is running: remove ${running} first.`)
        await start(request)
        return current()
      }),
    remove: () => inTurn(remove),
    stop: () =>
      inTurn(async () => {
        if (own !== null) await remove()
      }),
  }
}
