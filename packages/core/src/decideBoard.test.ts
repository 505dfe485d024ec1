import type { Registry } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { someCatalogue, someName } from '../test/catalogues.ts'
import { buildsIn, now, pollOf, remembering, running, someMemory } from '../test/devices.ts'
import { at, buildOf, registryOf } from '../test/registries.ts'
import {
  type CheckIn,
  type DeviceMemory,
  decide,
  declareBoard,
  type PublishRequest,
  publishBuild,
} from './index.ts'

const publish = (version: string, seed: number, more: Partial<PublishRequest> = {}) =>
  publishBuild({ product: 'default', version, build: buildOf(seed), publish: 'stable', at, ...more })
const s3 = (seed: number) => buildOf(seed, { chip: 'ESP32-S3', chipId: 9 })

function verdictOf(registry: Registry, said: Partial<CheckIn>, some: Partial<DeviceMemory> = {}) {
  const verdict = decide(registry, remembering(some), pollOf(said), now)
  const to = verdict.kind === 'update' ? { version: verdict.version, board: verdict.board } : {}
  return { kind: verdict.kind, ...verdict.reason, ...to }
}

describe('a board or chip that was learned', () => {
  const boards = registryOf(
    publish('1.0', 1, { board: 'relay' }),
    publish('1.0', 2, { board: 'sensor' }),
    publish('1.0', 0x99, { board: 's3', build: s3(0x99) }),
    publish('1.1', 3, { board: 'relay' }),
    publish('1.1', 4, { board: 'sensor' }),
    publish('1.1', 0x9a, { board: 's3', build: s3(0x9a) }),
  )

  it('counts after the name a device gives and after what its digest proves', () => {
    expect(verdictOf(boards, {}, { board: 'relay' })).toMatchObject({ version: '1.1', board: 'relay' })
    expect(verdictOf(boards, { board: 'sensor' }, { board: 'relay' })).toMatchObject({ board: 'sensor' })
    expect(verdictOf(boards, running(buildOf(2)), { board: 'relay' })).toMatchObject({ board: 'sensor' })
  })

  it('tells apart the boards of bytes that served several', () => {
    const shared = registryOf(
      publish('1.0', 1, { board: 'a' }),
      publish('1.0', 1, { board: 'b' }),
      publish('1.1', 2, { board: 'a' }),
      publish('1.1', 3, { board: 'b' }),
    )
    expect(verdictOf(shared, running(buildOf(1)))).toMatchObject({ code: 'board-unknown' })
    expect(verdictOf(shared, running(buildOf(1)), { board: 'b' })).toMatchObject({ board: 'b' })
  })

  it('tells nothing when the product has no such board', () => {
    expect(verdictOf(boards, {}, { board: 'gone' })).toMatchObject({ code: 'board-unknown' })
  })

  it('finds the only board that fits the chip', () => {
    expect(verdictOf(boards, {}, { chip: 'ESP32-S3' })).toMatchObject({ version: '1.1', board: 's3' })
    expect(verdictOf(boards, {}, { chip: 'ESP32' })).toMatchObject({ code: 'board-unknown' })
  })

  it('finds none while a board of which no chip is known may fit, too', () => {
    const declared = registryOf(
      publish('1.0', 1, { board: 'relay' }),
      declareBoard({ product: 'default', board: 'cam', chip: null }),
    )
    expect(verdictOf(declared, {}, { chip: 'ESP32' })).toMatchObject({ code: 'board-unknown' })
  })

  it('never lets a build for another chip through', () => {
    expect(verdictOf(boards, { board: 's3' }, { chip: 'ESP32' })).toMatchObject({
      kind: 'hold',
      code: 'wrong-chip',
      chip: 'ESP32-S3',
      runs: 'ESP32',
    })
  })
})

describe('an image that the device’s fuses would refuse', () => {
  const secured = registryOf(
    publish('1.0', 1, { build: buildOf(1, { secureVersion: 2 }) }),
    publish('1.1', 2, { build: buildOf(2, { secureVersion: 1 }) }),
    publish('1.2', 3, { build: buildOf(3, { secureVersion: 2 }), publish: 'beta' }),
  )

  it('is not offered', () => {
    expect(verdictOf(secured, running(buildOf(1)))).toEqual({
      kind: 'hold',
      code: 'secure-version',
      target: '1.1',
      offers: 1,
      runs: 2,
    })
    expect(verdictOf(secured, { version: '1.0' })).toMatchObject({ kind: 'update' })
    expect(verdictOf(secured, { channel: 'beta', ...running(buildOf(1)) })).toMatchObject({ version: '1.2' })
  })
})

describe('in any catalogue and whatever is remembered', () => {
  it('a device is never sent a build for another chip than its own, nor one below its secure version', () => {
    let offers = 0
    fc.assert(
      fc.property(
        someCatalogue,
        someMemory,
        fc.option(someName),
        fc.nat(),
        (registry, memory, version, pick) => {
          const builds = buildsIn(registry)
          const ran = builds[pick % (builds.length + 3)]
          const checkIn = pollOf({ client: 'plain', version, ...(ran && running(ran)) })
          const verdict = decide(registry, memory, checkIn, now)
          if (verdict.kind !== 'update') return
          offers += 1
          const proven = ran?.runningSha256 ? ran : null
          const chip = proven?.chip ?? memory.chip
          if (chip !== null) expect(verdict.build.chip).toBe(chip)
          const { secureVersion } = verdict.build
          if (secureVersion !== null) expect(secureVersion).toBeGreaterThanOrEqual(proven?.secureVersion ?? 0)
        },
      ),
      { numRuns: 3000 },
    )
    expect(offers).toBeGreaterThan(100)
  })
})
