import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  extractApp,
  inspectImage,
  makeBootloader,
  makeImage,
  makeMergedImage,
  makePartitionTable,
} from './index.ts'

const recipe = fc.record({
  chipId: fc.constantFrom(0, 2, 5, 9, 12, 13, 18, 23, 14, 300),
  version: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 31 }),
  size: fc.integer({ min: 24, max: 100 }).map((blocks) => blocks * 16),
})

test('no bytes make it throw, whatever they begin with', () => {
  const beginnings = [
    [],
    [0xe9],
    [0xe9, 1, 2, 0x40, 0, 0, 0x10, 0x40, 0, 0, 0x20, 0x40],
    [0xea, 4],
    [0xaa, 0x50],
    [0xcf, 0xb6, 0x88, 0x07],
    [0x1f, 0x8b, 8],
    [0xff],
  ]
  const bytes = fc
    .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 2000 }))
    .map(([beginning, rest]) => Uint8Array.of(...beginning, ...rest))
  fc.assert(
    fc.property(bytes, fc.boolean(), (input, acceptGzip) => void inspectImage(input, { acceptGzip })),
    {
      numRuns: 2000,
    },
  )
})

test('no rewriting of a made file makes it throw', () => {
  const made = [
    makeImage({ size: 4096 }),
    makeBootloader(),
    makePartitionTable(),
    makeMergedImage({ apps: { factory: makeImage() } }),
    makeMergedImage({ chipId: 9, apps: { ota_0: makeImage({ chipId: 9 }) }, selected: 0 }),
  ]
  const patch = fc.tuple(fc.nat(0x11000), fc.uint8Array({ minLength: 1, maxLength: 8 }))
  fc.assert(
    fc.property(fc.constantFrom(...made), fc.array(patch, { maxLength: 5 }), (file, patches) => {
      const bytes = file.slice()
      for (const [at, data] of patches) bytes.set(data.subarray(0, bytes.length), at % (bytes.length - 8))
      const inspection = inspectImage(bytes)
      if (inspection.verdict === 'merged') extractApp(bytes, inspection)
    }),
    { numRuns: 500 },
  )
})

test('an image with any one bit flipped is refused', () => {
  const image = makeImage({ size: 1024 })
  for (let bit = 0; bit < image.length * 8; bit++) {
    const flipped = image.slice()
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(inspectImage(flipped).verdict, `bit ${bit}`).toBe('refused')
  }
})

test('an image of any recipe is accepted whole, and refused cut anywhere or with any bit flipped', () => {
  fc.assert(
    fc.property(recipe, fc.nat(), fc.nat(), (options, cut, bit) => {
      const image = makeImage(options)
      expect(inspectImage(image)).toMatchObject({
        verdict: 'accepted',
        image: { chipId: options.chipId, version: options.version, imageLength: options.size },
      })
      expect(inspectImage(image.subarray(0, cut % image.length)).verdict).toBe('refused')
      const at = bit % (image.length * 8)
      image[at >> 3] = (image[at >> 3] ?? 0) ^ (1 << (at & 7))
      expect(inspectImage(image).verdict).toBe('refused')
    }),
  )
})

test('the app extracted from a factory image is the app that went in', () => {
  fc.assert(
    fc.property(recipe, fc.constantFrom('factory', 'ota_0', 'ota_1'), (options, slot) => {
      const app = makeImage(options)
      const bytes = makeMergedImage({ chipId: options.chipId, apps: { [slot]: app } })
      const inspection = inspectImage(bytes)
      expect(inspection.verdict === 'merged' && extractApp(bytes, inspection)?.slice()).toEqual(app)
    }),
    { numRuns: 50 },
  )
})
