import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rowsInView } from './rowsInView.ts'

const count = fc.nat(20_000)
const height = fc.double({ min: 0, max: 80, noNaN: true })

it('every row in view is drawn, and few others, wherever the reader is', () => {
  const top = fc.option(fc.double({ min: -10, max: 30_000, noNaN: true }))
  fc.assert(
    fc.property(count, height, top, (rows, seen, at) => {
      const { from, to } = rowsInView(rows, seen, at)
      expect(to - from).toBeLessThan(seen + 2 + 2 * 12)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(rows)
      const end = Math.max(rows - seen, 0)
      const first = Math.min(Math.max(at ?? end, 0), end)
      expect(from).toBeLessThanOrEqual(first)
      expect(to).toBeGreaterThanOrEqual(Math.min(first + seen, rows))
    }),
  )
})

it('the end is drawn for who follows it', () => {
  expect(rowsInView(20_000, 20, null)).toEqual({ from: 19_968, to: 20_000 })
  expect(rowsInView(3, 20, null)).toEqual({ from: 0, to: 3 })
})
