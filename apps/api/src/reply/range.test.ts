import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lengthOf, readRange } from './range.ts'

const size = 1_000

test.each([
  [undefined, 'whole'],
  ['bytes=0-', { start: 0, end: 999 }],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=10-19', { start: 10, end: 19 }],
  ['BYTES= 10 - 19 ', { start: 10, end: 19 }],
  ['bytes=990-1000', { start: 990, end: 999 }],
  ['bytes=999-', { start: 999, end: 999 }],
  ['bytes=1000-', 'unsatisfiable'],
  [`bytes=${'9'.repeat(400)}-`, 'unsatisfiable'],
  ['bytes=-100', { start: 900, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=20-10', 'whole'],
  ['bytes=2000-1000', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=0-1,3-4', 'whole'],
  ['items=0-1', 'whole'],
  ['nonsense', 'whole'],
])('of a file of 1000 bytes, “%s” asks for %o', (header, range) => {
  expect(readRange(header, size)).toEqual(range)
})

test('a header of nothing but blanks, as long as there can be one, is read in no time', () => {
  const blanks = ' '.repeat(8_000)
  const began = performance.now()
  for (const header of [`bytes=${blanks}-${blanks}x`, `bytes=${blanks}x`, `bytes=1-${blanks}x`]) {
    expect(readRange(header, size)).toBe('whole')
  }
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('whatever is asked for, no range reaches beyond the file or is empty', () => {
  const digits = fc.oneof(fc.constant(''), fc.nat({ max: 3_000 }).map(String))
  const header = fc.oneof(
    fc.tuple(digits, digits).map(([a, b]) => `bytes=${a}-${b}`),
    fc.string(),
  )
  fc.assert(
    fc.property(header, fc.integer({ min: 1, max: 2_000 }), (text, length) => {
      const range = readRange(text, length)
      if (typeof range === 'string') return
      expect(range.start).toBeGreaterThanOrEqual(0)
      expect(range.end).toBeLessThan(length)
      expect(lengthOf(range, length)).toBeGreaterThan(0)
    }),
  )
})
