import type { VirtualEsp32Options } from '../device.ts'
import { makeFirmware } from '../images.ts'
import type { PollResult } from '../pollResult.ts'
import { serverOf } from '../serverUrl.ts'
import { createFleetDevice, type FleetDevice, type FleetSurroundings } from './fleetDevice.ts'
import { createImageShelf } from './imageShelf.ts'
import { createPlaces } from './places.ts'
import { type PlanOptions, planFleet } from './plan.ts'
import { createRandom } from './random.ts'

/** Virtual ESP32s that poll one server, some of which fail as real ones do. */
export interface VirtualFleetOptions
  extends PlanOptions,
    Pick<FleetSurroundings, 'serverUrl' | 'product'>,
    Pick<VirtualEsp32Options, 'timing'> {
  channel?: string | null
  /** By default an image of {@link usualImage} bytes. */
  firmware?: FleetSurroundings['firmware']
  /** How fast each can take in an image. Default 80,000, about what a board writes to its flash. */
  bytesPerSecond?: number
  /** How many talk to the server at the same moment; the others wait. Default 32. */
  atOnce?: number
  /** Called after each poll. */
  onPoll?: (device: FleetDevice, result: PollResult) => void
}

export interface VirtualFleet {
  readonly devices: readonly FleetDevice[]
  /** Lets the devices poll, each by its own clock, until {@link VirtualFleet.stop}. */
  start(): void
  /** Ends every timer and connection; resolves when none is left. The devices stay as they are. */
  stop(): Promise<void>
}

/** Bytes: several times what the kernel takes in ahead of a slow reader, so that a server sees where a link breaks. */
export const usualImage = 640 * 1024

/** The part of an interval by which polls come earlier or later. */
const jitter = 0.15
/** The part of an interval after which a device polls that was restarted. */
const afterRestart = 0.4

const restarts: ReadonlySet<PollResult['outcome']> = new Set(['updated', 'reverted', 'aborted'])

/** @throws RangeError for options that no fleet can have */
export function createVirtualFleet(options: VirtualFleetOptions): VirtualFleet {
  const { atOnce = 32, onPoll = () => {} } = options
  serverOf(options.serverUrl)
  const surroundings: FleetSurroundings = {
    serverUrl: options.serverUrl,
    product: options.product,
    channel: options.channel ?? null,
    firmware: options.firmware ?? createFirmware(),
    bytesPerSecond: options.bytesPerSecond ?? 80_000,
    stored: createImageShelf(),
    ...(options.timing && { timing: options.timing }),
  }
  const devices = planFleet(options).map((plan) => createFleetDevice(plan, surroundings))
  const random = createRandom(options.seed)
  const places = createPlaces(atOnce)
  const timers = new Set<NodeJS.Timeout>()
  const turns = new Set<Promise<void>>()
  let running = false

  const later = (device: FleetDevice, ms: number, inHurry = false) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      const turn = takeTurn(device, inHurry).finally(() => turns.delete(turn))
      turns.add(turn)
    }, ms)
    timers.add(timer)
  }
  const takeTurn = async (device: FleetDevice, inHurry: boolean) => {
    await places.take(inHurry)
    try {
      if (!running) return
      const result = await device.poll()
      onPoll(device, result)
      if (!running || result.outcome === 'lost') return
      const interval = device.plan.intervalMs * (1 - jitter + 2 * jitter * random())
      // What became of an update is told before others begin theirs.
      if (restarts.has(result.outcome)) later(device, interval * afterRestart, true)
      else later(device, interval)
    } finally {
      places.giveBack()
    }
  }

  return {
    devices,
    start() {
      if (running) return
      running = true
      for (const device of devices) later(device, device.plan.phase * device.plan.intervalMs)
    },
    async stop() {
      running = false
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      await Promise.all(devices.map((device) => device.cut()))
      await Promise.all(turns)
    },
  }
}

/** Each image is made once. */
function createFirmware(): FleetSurroundings['firmware'] {
  const made = new Map<string, Buffer>()
  return (chip, version) => {
    const key = `${chip} ${version}`
    const image = made.get(key) ?? makeFirmware({ chip, version, project: 'virtual-fleet', size: usualImage })
    made.set(key, image)
    return image
  }
}
