import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spread } from './fieldSpread.ts'

const moments = fc
  .array(fc.record({ gap: fc.nat(1_000_000), versions: fc.integer({ min: 1, max: 3 }) }), { maxLength: 200 })
  .map((steps) => {
    let at = 0
    return steps.flatMap(({ gap, versions }) => {
      at += gap + 1
      const moment = at
      return Array.from({ length: versions }, (_, version) => ({ at: moment, version }))
    })
  })

const timesOf = (samples: { at: number }[]) => [...new Set(samples.map(({ at }) => at))]

test('few moments all stay when they are as far apart as the many that could be shown', () => {
  const samples = Array.from({ length: 10 }, (_, at) => ({ at }))
  expect(spread(samples, 10)).toEqual(samples)
})

test('of many moments at most so many are left, in order, whole, and the last is one of them', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 2, max: 50 }), (samples, most) => {
      const left = spread(samples, most)
      const times = timesOf(left)
      expect(times.length).toBeLessThanOrEqual(most)
      expect(times.at(-1)).toBe(samples.at(-1)?.at)
      expect(left).toEqual(samples.filter(({ at }) => times.includes(at)))
    }),
  )
})

test('no gap is left wider than there was room to close', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 3, max: 50 }), (samples, most) => {
      const [first] = samples
      const last = samples.at(-1)
      if (!first || !last) return
      const stretch = (last.at - first.at) / (most - 1)
      const times = timesOf(spread(samples, most))
      for (const { at } of samples) {
        const nearest = Math.min(...times.map((time) => Math.abs(time - at)))
        expect(nearest).toBeLessThanOrEqual(stretch)
      }
    }),
  )
})
