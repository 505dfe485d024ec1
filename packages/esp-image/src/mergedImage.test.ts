import { describe, expect, test } from 'vitest'
import { extractApp, type Inspection, inspectImage, makeImage, makeMergedImage } from './index.ts'
import { partition } from './makeMergedImage.ts'

const factory = makeImage({ version: 'factory' })
const ota0 = makeImage({ version: 'ota_0', size: 4096 })
const ota1 = makeImage({ version: 'ota_1', size: 2048 })

describe('a factory image', () => {
  test.each([
    ['that begins with erased flash', 0, 0],
    ['that begins with its bootloader', 9, 0],
    ['that was cut to begin with the bootloader', 0, 0x1000],
    ['of a chip with its bootloader at 0x2000', 18, 0],
    ['of such a chip, cut to begin with the bootloader', 18, 0x2000],
    ['that begins with the partition table', 9, 0x8000],
  ])('%s gives the app inside it', (_, chipId, base) => {
    const app = makeImage({ chipId })
    const bytes = makeMergedImage({ chipId, base, apps: { factory: app } }).slice(0)
    expect(inspectImage(bytes)).toMatchObject({
      verdict: 'merged',
      code: 'merged-image',
      address: base < 0x8000 ? base : null,
      app: { offset: 0x10000 - base, length: app.length, label: 'factory', image: { chipId }, notes: [] },
    })
    expect(extracted(bytes)).toEqual(app)
  })

  test.each([0x9000, 0x10000])('with its partition table at %i gives the app inside it', (tableAt) => {
    const partitions = [partition('app', 0, 0, 0x20000, 0x10000)]
    const bytes = makeMergedImage({ tableAt, partitions, apps: { app: factory } })
    expect(extracted(bytes)).toEqual(factory)
  })

  test('gives the app that otadata selects', () => {
    const apps = { factory, ota_0: ota0, ota_1: ota1 }
    expect(extracted(makeMergedImage({ apps, selected: 1 }))).toEqual(ota1)
    expect(extracted(makeMergedImage({ apps, selected: 0 }))).toEqual(ota0)
  })

  test('gives the factory app when otadata selects none, and ota_0 when there is no factory app', () => {
    expect(extracted(makeMergedImage({ apps: { factory, ota_0: ota0 } }))).toEqual(factory)
    expect(extracted(makeMergedImage({ apps: { ota_0: ota0, ota_1: ota1 } }))).toEqual(ota0)
  })

  test('whose selected app is damaged gives the one the bootloader would fall back to', () => {
    const damaged = ota1.slice()
    damaged[900] = (damaged[900] ?? 0) ^ 1
    const apps = { factory, ota_0: ota0, ota_1: damaged }
    expect(extracted(makeMergedImage({ apps, selected: 1 }))).toEqual(ota0)
  })

  test('with a damaged bootloader still gives the app inside it', () => {
    const bytes = makeMergedImage({ chipId: 9, apps: { factory: makeImage({ chipId: 9 }) } })
    bytes[200] = (bytes[200] ?? 0) ^ 1
    expect(inspectImage(bytes)).toMatchObject({ verdict: 'merged', app: { label: 'factory' }, address: null })
  })

  test('that brings settings along says so', () => {
    const bytes = makeMergedImage({ apps: { factory }, base: 0x1000 })
    expect(inspectImage(bytes)).toMatchObject({ settings: false })
    const secret = new TextEncoder().encode('hunter2')
    bytes.set(secret, 0x9000 + 0x3ff0 - 0x1000)
    expect(inspectImage(bytes)).toMatchObject({ settings: true })
    const headless = makeMergedImage({ apps: { factory }, base: 0xb000 })
    headless.set(secret, 0)
    expect(inspectImage(headless)).not.toMatchObject({ settings: true })
  })

  test('with the bootloader of another chip starts no blank board', () => {
    const bytes = makeMergedImage({ chipId: 9, apps: { factory: makeImage({ chipId: 5 }) } })
    expect(inspectImage(bytes)).toMatchObject({ verdict: 'merged', address: null })
  })

  test('without a whole app is named as such', () => {
    const bytes = makeMergedImage({ apps: { factory: ota0 } }).subarray(0, 0x10800)
    expect(inspectImage(bytes)).toMatchObject({
      verdict: 'merged',
      app: null,
      sentence: expect.stringContaining('app slots hold no complete app'),
    })
    expect(extracted(bytes)).toBeNull()
  })

  test('with slots that overlap has each byte read once', () => {
    const partitions = Array.from({ length: 16 }, (_, n) =>
      partition(`ota_${n}`, 0, 0x10 + n, 0x10000, 0x100000),
    )
    const broken = makeImage({ size: 4096 })
    broken[2000] = (broken[2000] ?? 0) ^ 1
    let hashed = 0
    const bytes = makeMergedImage({ partitions, apps: { ota_0: broken } })
    bytes[0x10000 + 2001] = (bytes[0x10000 + 2001] ?? 0) ^ 1
    const sha256 = (data: Uint8Array) => {
      hashed += data.length
      return new Uint8Array(32)
    }
    expect(inspectImage(bytes, { sha256 })).toMatchObject({ verdict: 'merged', app: null })
    expect(hashed).toBe(4096 - 32)
  })
})

test('an app that carries a factory image as data is an app', () => {
  const cargo = makeMergedImage({ apps: { factory } })
  const app = makeImage({ size: 0x20000, text: String.fromCharCode(...cargo.subarray(0x8000, 0x8c00)) })
  expect(inspectImage(app)).toMatchObject({ verdict: 'accepted' })
})

function extracted(bytes: Uint8Array): Uint8Array | null {
  const inspection: Inspection = inspectImage(bytes)
  expect(inspection.verdict).toBe('merged')
  return inspection.verdict === 'merged' ? (extractApp(bytes, inspection)?.slice() ?? null) : null
}
