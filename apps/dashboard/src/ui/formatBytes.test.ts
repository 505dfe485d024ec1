import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatBytes } from './formatBytes.ts'

test('sizes are shown in decimal units with one digit after the point', () => {
  expect(formatBytes(0)).toBe('0 B')
  expect(formatBytes(999)).toBe('999 B')
  expect(formatBytes(1000)).toBe('1.0 kB')
  expect(formatBytes(1_214_864)).toBe('1.2 MB')
  expect(formatBytes(234_000_000)).toBe('234 MB')
})

test('no size is shown as a thousand of the smaller unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_000_000_000 }), (bytes) => {
      expect(Number.parseFloat(formatBytes(bytes))).toBeLessThan(1000)
    }),
  )
})
