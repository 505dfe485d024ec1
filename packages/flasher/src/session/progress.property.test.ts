import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createProgress } from './progress.ts'

const lengths = fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 1, maxLength: 5 })
const step = fc.record({ index: fc.nat(6), done: fc.nat(500_000), of: fc.nat(400_000), ms: fc.nat(5000) })

it('never goes backwards, never leaves 0 to 1, and tells no impossible speed, whatever is reported', () => {
  fc.assert(
    fc.property(lengths, fc.array(step, { maxLength: 40 }), (images, steps) => {
      let clock = 0
      const progress = createProgress(images, () => clock)
      let before = 0
      for (const { index, done, of, ms } of steps) {
        clock += ms
        const { fraction, bytesPerSecond, secondsLeft } = progress.update(index % images.length, done, of)
        expect(fraction).toBeGreaterThanOrEqual(before)
        expect(fraction).toBeLessThanOrEqual(1)
        for (const value of [bytesPerSecond, secondsLeft]) {
          if (value !== null) expect(value).toBeGreaterThanOrEqual(0)
        }
        before = fraction
      }
    }),
  )
})

it('ends at 1, by the bytes of the images', () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 9 }), (images, parts) => {
      const progress = createProgress(images, () => 0)
      const total = images.reduce((sum, length) => sum + length, 0)
      let written = 0
      for (const [index, length] of images.entries()) {
        for (let part = 0; part < parts; part++) progress.update(index, part, parts)
        written += length
        expect(progress.update(index, parts, parts).fraction).toBeCloseTo(written / total, 9)
      }
      expect(progress.update(images.length - 1, 1, 1).fraction).toBe(1)
    }),
  )
})

it('tells speed and time left of a steady write', () => {
  let clock = 0
  const progress = createProgress([100_000], () => clock)
  for (let written = 0; written <= 50_000; written += 5000) {
    progress.update(0, written, 100_000)
    clock += 500
  }
  const { bytesPerSecond, secondsLeft } = progress.update(0, 55_000, 100_000)
  expect(bytesPerSecond).toBeCloseTo(10_000)
  expect(secondsLeft).toBeCloseTo(4.5)
})
