import type { Build, Registry } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { type CheckIn, type DeviceMemory, noMemory } from '../src/index.ts'
import { buildOf, someBoard, someBuild, someChannel, someProduct, someVersion } from './registries.ts'

/** A check-in of a plain client that says nothing of itself. */
export function pollOf(said: Partial<CheckIn> = {}): CheckIn {
  return {
    client: 'esp32-updater',
    product: 'default',
    board: null,
    channel: null,
    version: null,
    mode: null,
    runningSha256: null,
    runningMd5: null,
    freeSpace: null,
    ...said,
  }
}

/** The digests a device sends that runs `build`. */
export function running(build: Build): Pick<CheckIn, 'runningSha256' | 'runningMd5'> {
  return { runningSha256: build.runningSha256, runningMd5: build.runningMd5 }
}

/** What is remembered of a device of which some is. */
export function remembering(some: Partial<DeviceMemory>): DeviceMemory {
  return { ...noMemory, ...some }
}

/** Any moment, ms since 1970. */
export const now = Date.parse('2026-03-01T12:00:00.000Z')

/** Every build of a registry. */
export function buildsIn(registry: Registry): Build[] {
  return Object.values(registry.products).flatMap(({ releases }) =>
    Object.values(releases).flatMap(({ builds }) => Object.values(builds)),
  )
}

/** Null three times of four. */
function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, arbitrary)
}

/** Check-ins that may well be about what `someRegistry` holds. */
export const someCheckIn: fc.Arbitrary<CheckIn> = fc
  .record({
    client: fc.constantFrom('esp32-updater' as const, 'esp8266-updater' as const, 'plain' as const),
    product: fc.oneof({ weight: 9, arbitrary: someProduct }, fc.string()),
    board: fc.option(fc.oneof({ weight: 4, arbitrary: someBoard }, fc.string()), { freq: 2 }),
    channel: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('stable', null) }, someChannel, fc.string()),
    version: fc.option(fc.oneof({ weight: 4, arbitrary: someVersion }, fc.string()), { freq: 3 }),
    mode: seldom(fc.constantFrom('sketch', 'spiffs', '')),
    running: fc.option(fc.oneof(someBuild, fc.constant(buildOf(0xffff))), { freq: 3 }),
    freeSpace: seldom(fc.nat({ max: 4000 })),
  })
  .map(({ running: build, ...said }) => ({ ...pollOf(said), ...(build && running(build)) }))

/** Memories that may well be of devices of `someRegistry`. */
export const someMemory: fc.Arbitrary<DeviceMemory> = fc
  .record({
    board: seldom(fc.oneof({ weight: 4, arbitrary: someBoard }, fc.string())),
    chip: seldom(fc.constantFrom('ESP32', 'ESP32-S3', 'ESP8266')),
    channel: seldom(fc.oneof({ weight: 4, arbitrary: someChannel }, fc.string())),
    pin: seldom(fc.oneof({ weight: 6, arbitrary: someVersion }, fc.string())),
    hold: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
    backoff: seldom(fc.record({ attempts: fc.nat(), until: fc.option(fc.oneof(fc.integer(), fc.double())) })),
  })
  .map(({ backoff, ...memory }) => ({ ...memory, backoff: () => backoff }))
