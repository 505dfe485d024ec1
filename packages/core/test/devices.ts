import type { Build, Registry } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import type { CheckIn, DeviceMemory } from '../src/index.ts'
import { buildOf, someBoard, someBuild, someChannel, someProduct, someVersion } from './registries.ts'

/** A check-in of a plain client that says nothing of itself. */
export function checkInOf(said: Partial<CheckIn> = {}): CheckIn {
  return {
    client: 'esp32-updater',
    product: 'default',
    board: null,
    channel: 'stable',
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

export const stranger: DeviceMemory = { fullDownloads: () => 0 }

/** Every build of a registry. */
export function buildsIn(registry: Registry): Build[] {
  return Object.values(registry.products).flatMap(({ releases }) =>
    Object.values(releases).flatMap(({ builds }) => Object.values(builds)),
  )
}

/** Check-ins that may well be about what `someRegistry` holds. */
export const someCheckIn: fc.Arbitrary<CheckIn> = fc
  .record({
    client: fc.constantFrom('esp32-updater' as const, 'esp8266-updater' as const, 'plain' as const),
    product: fc.oneof({ weight: 9, arbitrary: someProduct }, fc.string()),
    board: fc.option(fc.oneof({ weight: 4, arbitrary: someBoard }, fc.string()), { freq: 2 }),
    channel: fc.oneof({ weight: 4, arbitrary: fc.constant('stable') }, someChannel, fc.string()),
    version: fc.option(fc.oneof({ weight: 4, arbitrary: someVersion }, fc.string()), { freq: 3 }),
    mode: fc.option(fc.constantFrom('sketch', 'spiffs', ''), { freq: 1 }),
    running: fc.option(fc.oneof(someBuild, fc.constant(buildOf(0xffff))), { freq: 3 }),
    freeSpace: fc.option(fc.nat({ max: 4000 }), { freq: 1 }),
  })
  .map(({ running: build, ...said }) => ({ ...checkInOf(said), ...(build && running(build)) }))
