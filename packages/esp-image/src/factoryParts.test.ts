import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type FactoryParts,
  inspectImage,
  layOutFactory,
  makeBootloader,
  makeImage,
  makeOtadata,
  makePartitionTable,
} from './index.ts'
import { partition, twoSlots } from './makeMergedImage.ts'

const arduino = [
  partition('nvs', 1, 2, 0x9000, 0x5000),
  partition('otadata', 1, 0, 0xe000, 0x2000),
  partition('app0', 0, 0x10, 0x10000, 0x140000),
  partition('app1', 0, 0x11, 0x150000, 0x140000),
]
const erased = new Uint8Array(0x2000).fill(0xff)

const partsFor = (chipId: number, more: Partial<FactoryParts> = {}): FactoryParts => ({
  bootloader: makeBootloader({ chipId }),
  partitions: makePartitionTable(arduino),
  otadata: makeOtadata(0),
  ...more,
})
const appOf = (chipId: number, length = 1024) => {
  const inspection = inspectImage(makeImage({ chipId }))
  if (inspection.verdict !== 'accepted') throw new Error(inspection.verdict)
  return { image: inspection.image, length }
}
const sentenceOf = (more: Partial<FactoryParts>, app = appOf(0)) => {
  const said = layOutFactory(app, partsFor(0, more))
  return 'sentence' in said ? [said.code, said.sentence] : said
}

describe('an app and its parts', () => {
  test.each([
    ['ESP32', 0, 0x1000],
    ['ESP32-S2', 2, 0x1000],
    ['ESP32-C3', 5, 0],
    ['ESP32-S3', 9, 0],
    ['ESP32-C6', 13, 0],
    ['ESP32-P4', 18, 0x2000],
    ['ESP32-C5', 23, 0x2000],
  ])('of %s go where its ROM and its bootloader look for them', (_name, chipId, bootloader) => {
    expect(layOutFactory(appOf(chipId), partsFor(chipId))).toEqual({
      bootloader,
      partitions: 0x8000,
      otadata: 0xe000,
      app: 0x10000,
    })
  })

  test('the app goes to the slot that otadata selects', () => {
    expect(layOutFactory(appOf(0), partsFor(0, { otadata: makeOtadata(1) }))).toMatchObject({ app: 0x150000 })
  })

  test('the app goes to the factory slot, or the first one without it, where otadata selects none', () => {
    expect(layOutFactory(appOf(0), partsFor(0, { otadata: erased }))).toMatchObject({ app: 0x10000 })
    const partitions = makePartitionTable(twoSlots)
    const layout = layOutFactory(appOf(0), partsFor(0, { otadata: erased, partitions }))
    expect(layout).toMatchObject({ otadata: 0xd000, app: 0x10000 })
    const updated = layOutFactory(appOf(0), partsFor(0, { partitions }))
    expect(updated).toMatchObject({ app: 0x20000 })
  })

  test('go without otadata where the table has no place for it', () => {
    const partitions = makePartitionTable([partition('factory', 0, 0, 0x10000, 0x100000)])
    expect(layOutFactory(appOf(0), partsFor(0, { partitions, otadata: null }))).toMatchObject({
      otadata: null,
      app: 0x10000,
    })
  })
})

describe('a part that is not what it is sent as', () => {
  test.each<[Partial<FactoryParts>, string]>([
    [
      { bootloader: makePartitionTable() },
      'The part "bootloader" is no whole bootloader: it is a partition table.',
    ],
    [{ bootloader: makeImage() }, 'The part "bootloader" is no whole bootloader: it is an app.'],
    [
      { bootloader: makeBootloader().subarray(0, 500) },
      'The part "bootloader" is no whole bootloader: it is cut short.',
    ],
    [{ partitions: makeBootloader() }, 'The part "partitions" is no partition table: it is a bootloader.'],
    [{ partitions: new Uint8Array([1, 2, 3]) }, 'The part "partitions" is no partition table.'],
    [{ otadata: makeBootloader() }, 'The part "otadata" is no otadata: it is a bootloader.'],
    [{ otadata: new Uint8Array() }, 'The part "otadata" is no otadata: it is empty.'],
    [{ bootloader: makeBootloader({ chipId: 9 }) }, 'The bootloader is for ESP32-S3, and the app for ESP32.'],
    [
      { otadata: null },
      'The partition table has otadata at 0xe000: send boot_app0.bin or ota_data_initial.bin in the part "otadata".',
    ],
    [
      { partitions: makePartitionTable([partition('factory', 0, 0, 0x10000, 0x100000)]) },
      'The partition table has no place for otadata; leave the part "otadata" out.',
    ],
    [
      { partitions: makePartitionTable([partition('otadata', 1, 0, 0xe000, 0x2000)]) },
      'The partition table has no slot for an app.',
    ],
    [
      { partitions: makePartitionTable([...arduino, partition('spiffs', 1, 0x82, 0x280000, 0x180000)]) },
      'The partitions "app1" and "spiffs" overlap.',
    ],
  ])('is refused, and what it is is said', (more, sentence) => {
    expect(sentenceOf(more)).toEqual(['wrong-part', sentence])
  })

  test('is refused where a damaged table hides in it', () => {
    const damaged = makePartitionTable(arduino)
    damaged[40] = (damaged[40] ?? 0) ^ 1
    expect(sentenceOf({ partitions: damaged })).toEqual([
      'wrong-part',
      'The part "partitions" is no partition table.',
    ])
  })
})

describe('what is larger than its place', () => {
  test.each<[Partial<FactoryParts>, number, string]>([
    [{}, 0x140001, 'The app has 1310721 bytes, and its slot "app0" only 1310720.'],
    [
      { bootloader: makeBootloader({ size: 0x7010 }) },
      1024,
      'The bootloader has 28688 bytes; before the partition table are only 28672.',
    ],
    [
      { partitions: makePartitionTable([partition('nvs', 1, 2, 0x8000, 0x1000), ...arduino]) },
      1024,
      'The first partition begins at 0x8000, inside the partition table itself, which is written at 0x8000.',
    ],
    [
      {
        partitions: makePartitionTable(
          arduino.map((one) => (one.subtype === 0 ? { ...one, size: 0x1000 } : one)),
        ),
      },
      1024,
      'The otadata has 8192 bytes, and its partition only 4096.',
    ],
  ])('is refused with both sizes', (more, length, sentence) => {
    expect(sentenceOf(more, appOf(0, length))).toEqual(['does-not-fit', sentence])
  })

  test('a table that also lists the bootloader and itself is taken', () => {
    const itself = [partition('bootloader', 2, 0, 0x1000, 0x7000), partition('table', 3, 0, 0x8000, 0x1000)]
    const parts = partsFor(0, { partitions: makePartitionTable([...itself, ...arduino]) })
    expect(layOutFactory(appOf(0), parts)).toMatchObject({ partitions: 0x8000, app: 0x10000 })
  })

  test('a bootloader and an app that just fit are taken', () => {
    const parts = partsFor(0, { bootloader: makeBootloader({ size: 0x7000 }) })
    expect(layOutFactory(appOf(0, 0x140000), parts)).toMatchObject({ app: 0x10000 })
  })
})

test('an app that no cable can write, or whose chip is not known, takes no parts', () => {
  const { image } = appOf(0)
  const encrypted = layOutFactory({ image: { ...image, kind: 'encrypted' }, length: 1 }, partsFor(0))
  expect(encrypted).toMatchObject({ code: 'wrong-part', sentence: expect.stringMatching(/encrypted/) })
  const unknown = layOutFactory({ image: { ...image, chip: 'chip-99', chipId: 99 }, length: 1 }, partsFor(0))
  expect(unknown).toMatchObject({
    sentence: 'Where the parts of chip-99 belong is not known here; send the app alone.',
  })
})

test('whatever bytes are sent as parts, nothing overlaps in what is laid out', () => {
  const kinds = fc.constantFrom([0, 0], [0, 0x10], [0, 0x11], [1, 0], [1, 2])
  const table = fc
    .array(fc.tuple(kinds, fc.integer({ min: -1, max: 3 }), fc.integer({ min: 1, max: 40 })), {
      minLength: 1,
      maxLength: 6,
    })
    .map((rows) => {
      let end = 9
      return rows.map(([[type = 0, subtype = 0], gap, size]) => {
        const start = Math.max(0, end + gap)
        end = start + size
        return partition('x', type, subtype, start * 0x1000, size * 0x1000)
      })
    })
    .map(makePartitionTable)
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 64 }), table, fc.constantFrom(erased, makeOtadata(1)))
  fc.assert(
    fc.property(table, fc.option(bytes), fc.nat({ max: 200_000 }), (partitions, otadata, length) => {
      const parts = partsFor(0, { partitions, otadata })
      const said = layOutFactory(appOf(0, length), parts)
      if ('sentence' in said) {
        expect(said.sentence).toMatch(/^[^\n]{10,300}\.$/)
        return
      }
      const written: [start: number, end: number][] = [
        [said.bootloader, said.bootloader + parts.bootloader.length],
        [said.partitions, said.partitions + partitions.length],
        [said.app, said.app + length],
      ]
      expect(otadata === null).toBe(said.otadata === null)
      if (said.otadata !== null && otadata) written.push([said.otadata, said.otadata + otadata.length])
      written.sort(([a], [b]) => a - b)
      for (const [index, [start]] of written.entries())
        expect(start).toBeGreaterThanOrEqual(written[index - 1]?.[1] ?? 0)
    }),
  )
})
