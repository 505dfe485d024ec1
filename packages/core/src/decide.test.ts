import { describe, expect, it } from 'vitest'
import { now, pollOf, running } from '../test/devices.ts'
import { at, buildOf, registryOf } from '../test/registries.ts'
import {
  type CheckIn,
  type DeviceMemory,
  decide,
  deleteRelease,
  noMemory,
  type PublishRequest,
  publishBuild,
  setChannel,
} from './index.ts'

const publish = (version: string, seed: number, more: Partial<PublishRequest> = {}) =>
  publishBuild({ product: 'default', version, build: buildOf(seed), publish: 'stable', at, ...more })
const target = (version: string, recall = false) =>
  setChannel({ product: 'default', channel: 'stable', version, recall })

const three = registryOf(publish('1.01', 1), publish('1.02', 2), publish('1.03', 3), target('1.02'))
const recalled = registryOf(publish('1.01', 1), publish('1.02', 2), publish('1.03', 3), target('1.02', true))
const s3 = buildOf(9, { chip: 'ESP32-S3', chipId: 9 })
const boards = registryOf(
  publish('1.01', 1, { board: 'devkit' }),
  publish('1.01', 4, { board: 'cam' }),
  publish('1.01', 9, { board: 's3', build: s3 }),
  publish('1.02', 2, { board: 'devkit' }),
  publish('1.02', 5, { board: 'cam' }),
)

function verdictOf(registry: typeof three, said: Partial<CheckIn> = {}, memory: DeviceMemory = noMemory) {
  const { kind, reason } = decide(registry, memory, pollOf(said), now)
  return { kind, ...reason }
}

describe('where nothing is published', () => {
  it.each([
    [{}, 'nothing-published'],
    [{ channel: 'beta' }, 'unknown-channel'],
    [{ product: 'thermo' }, 'unknown-product'],
    [{ product: 'constructor' }, 'unknown-product'],
  ])('%j has no firmware: %s', (said, code) => {
    expect(verdictOf(registryOf(), said)).toMatchObject({ kind: 'no-firmware', code })
  })

  it('stays so while releases are uploaded without being published', () => {
    const registry = registryOf(publish('1.00', 1, { publish: 'none' }))
    expect(verdictOf(registry)).toMatchObject({ kind: 'no-firmware', code: 'nothing-published' })
    expect(verdictOf(registry, { channel: 'constructor' })).toMatchObject({ code: 'unknown-channel' })
  })
})

describe('a device that sends its version', () => {
  it.each([
    ['1.01', 'update', 'older'],
    ['1.02', 'up-to-date', 'same-version'],
    ['v1.2', 'up-to-date', 'same-version'],
    ['1.10', 'up-to-date', 'running-newer'],
    ['nightly', 'update', 'version-differs'],
    [null, 'update', 'version-unknown'],
  ])('%s gets %s, %s', (version, kind, code) => {
    expect(verdictOf(three, { version })).toMatchObject({ kind, code })
  })

  it('is brought back when it is newer and the channel recalls', () => {
    expect(verdictOf(recalled, { version: '1.03' })).toMatchObject({ kind: 'update', code: 'recalled' })
    expect(verdictOf(recalled, { version: '1.2' })).toMatchObject({
      kind: 'up-to-date',
      code: 'same-version',
    })
  })

  it('follows a target without an order by its text', () => {
    const nightly = registryOf(publish('nightly', 1))
    expect(verdictOf(nightly, { version: 'nightly' })).toMatchObject({
      kind: 'up-to-date',
      code: 'same-version',
    })
    expect(verdictOf(nightly, { version: '1.0' })).toMatchObject({ kind: 'update', code: 'version-differs' })
  })
})

describe('a device that sends a digest', () => {
  it('is up to date when it runs the target, though its label was never raised', () => {
    const said = { version: '1.01', ...running(buildOf(2)) }
    expect(verdictOf(three, said)).toEqual({
      kind: 'up-to-date',
      code: 'digest-match',
      running: '1.01',
      target: '1.02',
    })
  })

  it('is compared by the release it is proven to run, when its label was raised too early', () => {
    expect(verdictOf(three, { version: '1.05', ...running(buildOf(1)) })).toMatchObject({
      kind: 'update',
      running: '1.01',
    })
  })

  it('is left alone on a newer release, though its label was never raised', () => {
    const verdict = verdictOf(three, { version: '1.00', ...running(buildOf(3)) })
    expect(verdict).toMatchObject({ kind: 'up-to-date', code: 'running-newer', running: '1.03' })
  })

  it('is compared by its label when the digest is of no release', () => {
    expect(verdictOf(three, { version: '1.02', ...running(buildOf(77)) })).toMatchObject({
      code: 'same-version',
    })
    expect(verdictOf(three, running(buildOf(77)))).toMatchObject({ code: 'version-unknown' })
  })

  it('is recognised by SHA-256 before MD5, and by MD5 when the SHA-256 is unknown', () => {
    const { runningMd5 } = running(buildOf(1))
    const { runningSha256 } = running(buildOf(2))
    expect(verdictOf(three, { runningMd5, runningSha256 })).toMatchObject({ code: 'digest-match' })
    expect(verdictOf(three, { runningMd5, runningSha256: 'f'.repeat(64) })).toMatchObject({
      code: 'older',
      running: '1.01',
    })
  })

  it('runs the target when the same bytes were published as the target too', () => {
    const twice = registryOf(publish('1.01', 1), publish('1.02', 1))
    expect(verdictOf(twice, running(buildOf(1)))).toMatchObject({ kind: 'up-to-date', code: 'digest-match' })
  })

  it('gets the target when its bytes were published both as something older and as something newer', () => {
    const mislabelled = registryOf(publish('2.00', 1), publish('1.00', 1), publish('1.50', 2))
    expect(verdictOf(mislabelled, running(buildOf(1)))).toMatchObject({ kind: 'update', running: '1.00' })
    const newer = verdictOf(mislabelled, { version: '2.0', ...running(buildOf(1)) })
    expect(newer).toMatchObject({ kind: 'up-to-date', code: 'running-newer' })
  })

  it('tells what it was found to run', () => {
    expect(decide(three, noMemory, pollOf(running(buildOf(3))), now).runs).toEqual({
      version: '1.03',
      board: 'default',
      build: buildOf(3),
    })
    expect(decide(three, noMemory, pollOf({ version: '1.03' }), now).runs).toBeNull()
  })

  it('is no longer recognised by a release that was deleted', () => {
    const registry = registryOf(
      publish('1.01', 1),
      publish('1.02', 2),
      deleteRelease({ product: 'default', version: '1.01', at }),
    )
    expect(decide(registry, noMemory, pollOf(running(buildOf(1))), now).runs).toBeNull()
  })
})

describe('a product with several boards', () => {
  it('serves the board a device names, and no other', () => {
    expect(decide(boards, noMemory, pollOf({ board: 'cam' }), now)).toMatchObject({
      board: 'cam',
      build: buildOf(5),
    })
    expect(verdictOf(boards, { board: 's3' })).toMatchObject({
      kind: 'hold',
      code: 'no-build-for-board',
      board: 's3',
    })
    expect(verdictOf(boards, { board: 'constructor' })).toMatchObject({ code: 'no-build-for-board' })
  })

  it('serves the board a device names, though it was given the image of another', () => {
    const said = { board: 'devkit', ...running(buildOf(4)) }
    expect(decide(boards, noMemory, pollOf(said), now)).toMatchObject({ kind: 'update', board: 'devkit' })
  })

  it('finds the board by the build a device runs', () => {
    expect(decide(boards, noMemory, pollOf(running(buildOf(4))), now)).toMatchObject({
      kind: 'update',
      board: 'cam',
    })
    expect(verdictOf(boards, running(s3))).toMatchObject({
      kind: 'hold',
      code: 'no-build-for-board',
      board: 's3',
    })
  })

  it('holds back a device of which nothing tells the board', () => {
    expect(verdictOf(boards)).toMatchObject({ kind: 'hold', code: 'board-unknown' })
    expect(verdictOf(boards, running(buildOf(77)))).toMatchObject({ kind: 'hold', code: 'board-unknown' })
  })

  it('takes such a device for the board default where there is one', () => {
    const registry = registryOf(publish('1.0', 1), publish('1.0', 2, { board: 'cam' }))
    expect(decide(registry, noMemory, pollOf(), now)).toMatchObject({ kind: 'update', board: 'default' })
  })

  it('does not send the only build of a release to a device proven to be another board', () => {
    const registry = registryOf(
      publish('1.0', 1, { board: 'devkit' }),
      publish('1.0', 2, { board: 'cam' }),
      publish('1.1', 3, { board: 'devkit' }),
    )
    expect(verdictOf(registry, running(buildOf(2)))).toMatchObject({
      kind: 'hold',
      code: 'no-build-for-board',
      board: 'cam',
    })
  })

  it('does not send the only build of a release to a device that may be another of the product’s boards', () => {
    const registry = registryOf(
      publish('1.0', 1, { board: 'relay' }),
      publish('1.0', 2, { board: 'sensor' }),
      publish('2.0', 3, { board: 'sensor' }),
    )
    expect(verdictOf(registry, { version: '1.0' })).toMatchObject({ kind: 'hold', code: 'board-unknown' })
    expect(verdictOf(registry, { version: '1.0', board: 'sensor' })).toMatchObject({ kind: 'update' })
    expect(verdictOf(registry, running(buildOf(2)))).toMatchObject({ kind: 'update' })
  })

  it('keeps apart two boards that once shared one image', () => {
    const shared = [publish('1.0', 1, { board: 'a' }), publish('1.0', 1, { board: 'b' })]
    const parted = [publish('1.1', 2, { board: 'a' }), publish('1.1', 3, { board: 'b' })]
    expect(verdictOf(registryOf(...shared, ...parted), running(buildOf(1)))).toMatchObject({
      code: 'board-unknown',
    })
    const withDefault = [publish('1.0', 1, { board: 'default' }), publish('1.1', 4, { board: 'default' })]
    expect(
      decide(registryOf(...shared, ...parted, ...withDefault), noMemory, pollOf(running(buildOf(1))), now),
    ).toMatchObject({ kind: 'update', board: 'default' })
    const together = [publish('1.1', 2, { board: 'a' }), publish('1.1', 2, { board: 'b' })]
    expect(verdictOf(registryOf(...shared, ...together), running(buildOf(1)))).toMatchObject({
      kind: 'update',
    })
  })
})

describe('an update that is due is held back', () => {
  it('when the device asks for something else than a sketch', () => {
    expect(verdictOf(three, { mode: 'spiffs' })).toEqual({ kind: 'hold', code: 'wrong-mode', mode: 'spiffs' })
    expect(verdictOf(three, { mode: 'sketch' })).toMatchObject({ kind: 'update' })
  })

  it('when the image is larger than the slot', () => {
    expect(verdictOf(three, { freeSpace: 999 })).toMatchObject({
      kind: 'hold',
      code: 'does-not-fit',
      size: 1000,
    })
    expect(verdictOf(three, { freeSpace: 1000 })).toMatchObject({ kind: 'update' })
  })

  it('when the device is proven to be another chip, by whichever product', () => {
    const other = publishBuild({ product: 'thermo', version: '1.0', build: s3, at })
    const registry = registryOf(publish('1.0', 1), other)
    expect(verdictOf(registry, running(s3))).toEqual({
      kind: 'hold',
      code: 'wrong-chip',
      target: '1.0',
      chip: 'ESP32',
      runs: 'ESP32-S3',
    })
  })

  it('when the updater is of the other family', () => {
    expect(verdictOf(three, { client: 'esp8266-updater' })).toMatchObject({
      kind: 'hold',
      code: 'wrong-chip',
      runs: 'ESP8266',
    })
    const esp8266 = buildOf(8, { chip: 'ESP8266', chipId: null, kind: 'esp8266-gzip' })
    const registry = registryOf(publish('1.0', 8, { build: esp8266 }))
    expect(verdictOf(registry)).toMatchObject({ kind: 'hold', code: 'wrong-chip', chip: 'ESP8266' })
    expect(verdictOf(registry, { client: 'esp8266-updater' })).toMatchObject({ kind: 'update' })
  })

  it('when the payload is encrypted and an Arduino updater asks', () => {
    const encrypted = buildOf(8, { kind: 'encrypted', chip: null, runningMd5: null, runningSha256: null })
    const registry = registryOf(publish('1.0', 8, { build: encrypted }))
    expect(verdictOf(registry)).toMatchObject({ kind: 'hold', code: 'encrypted-build' })
    expect(verdictOf(registry, { client: 'plain' })).toMatchObject({ kind: 'update' })
  })
})
