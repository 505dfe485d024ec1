import { chipIdOf } from '../images.ts'
import { type Persona, personasOf, type Shares } from './personas.ts'
import { createRandom, shuffled } from './random.ts'

/** A hardware variant of which a fleet has devices. */
export interface FleetBoard {
  /** As Espressif writes it ("ESP32-S3"). */
  chip: string
  /** What devices call it that have to say so themselves; null: none does. */
  name: string | null
}

/** What devices are told by: nothing that a real one could have. */
export interface FleetSpace {
  /** The first three octets of each MAC; locally administered, as no burnt-in one is: `02:CD:F0`. */
  macPrefix: string
  /**
   * Each device calls from an address of its own in this part of 127.0.0.0/8: `127.77`. Null: all call from one address, and
   * then all say who they are, for nobody could tell them from others of that address.
   */
  network: string | null
}

export interface PlanOptions {
  /** 1 to {@link mostDevices}. */
  devices: number
  seed: number
  shares: Shares
  boards: readonly FleetBoard[]
  space: FleetSpace
  /** What they run at first. */
  version: string
  /** What a fifth of the healthy ones run at first. */
  olderVersion: string | null
  /** Between two polls of one device, ms. */
  intervalMs: number
}

/** One device, before it is there. */
export interface DevicePlan {
  mac: string
  persona: Persona
  sketch: 'updater' | 'seed' | 'idf'
  board: FleetBoard
  /** Whether its address tells which board it is, since nothing else does. */
  namesBoard: boolean
  version: string
  localAddress: string | null
  intervalMs: number
  /** The part of an interval after which it polls first, 0 to 1. */
  phase: number
  /** The part of an image after which a flaky link breaks, 0 to 1: past its first look, and before its end. */
  cutAt: number
}

/** More would be a load test of the machine they run on. */
export const mostDevices = 500

/** A deep sleeper's interval, in those of others. */
const sleepiness = 10
/** Devices behind one router. */
const household = 3
/** Addresses of one block of 256 that are used. */
const perBlock = 250
/** The block that routers have their addresses in, past those of single devices. */
const routers = 200

/** Who is in a fleet: the same for the same options. @throws RangeError for devices, shares or chips that cannot be */
export function planFleet(options: PlanOptions): DevicePlan[] {
  const { devices, seed, boards, space, version, olderVersion, intervalMs } = options
  if (!Number.isInteger(devices) || devices < 1 || devices > mostDevices)
    throw new RangeError(`A fleet has 1 to ${mostDevices} devices, not ${devices}.`)
  if (boards.length === 0) throw new RangeError('A fleet has devices of at least one board.')
  for (const { chip } of boards) chipIdOf(chip)
  const random = createRandom(seed)
  const shares = space.network === null ? { ...options.shares, nat: 0 } : options.shares
  const firstMac = Math.floor(random() * 2 ** 24)
  let behindRouters = 0

  return shuffled(personasOf(devices, shares), random).map((persona, index) => {
    // Drawn for each alike, so that a change of one share leaves the other devices as they are.
    const [kind, older, phase, cut] = [random(), random(), random(), random()]
    const sketch = sketchOf(persona, kind, space)
    const isOlder = olderVersion !== null && persona === 'healthy' && older < 0.2
    const place = persona === 'nat' ? [routers, Math.floor(behindRouters++ / household)] : placeOf(index)
    return {
      mac: macIn(space, firstMac + index),
      persona,
      sketch,
      board: boards[index % boards.length] as FleetBoard,
      namesBoard: sketch !== 'updater' || isOlder,
      version: isOlder ? olderVersion : version,
      localAddress: space.network && `${space.network}.${place[0]}.${(place[1] ?? 0) + 1}`,
      intervalMs: persona === 'sleepy' ? sleepiness * intervalMs : intervalMs,
      phase: persona === 'sleepy' ? phase / sleepiness : phase,
      cutAt: 0.3 + cut * 0.4,
    }
  })
}

/** Failures show best where digests tell what runs; only healthy devices are of all kinds. */
function sketchOf(persona: Persona, kind: number, { network }: FleetSpace): DevicePlan['sketch'] {
  if (persona === 'nat') return 'idf'
  if (persona !== 'healthy' || kind < 0.6) return 'updater'
  return kind < 0.75 || network === null ? 'idf' : 'seed'
}

function placeOf(index: number): [number, number] {
  return [1 + Math.floor(index / perBlock), index % perBlock]
}

function macIn({ macPrefix }: FleetSpace, number: number): string {
  const digits = (number % 2 ** 24).toString(16).toUpperCase().padStart(6, '0')
  return `${macPrefix}:${digits.replace(/..(?=.)/g, '$&:')}`
}
