import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceKey, isMacKey, macOfKey } from './deviceKey.ts'

test('a MAC is its own number', () => {
  expect(deviceKey('00:00:00:00:00:01')).toBe(1)
  expect(deviceKey('AA:BB:CC:DD:EE:FF')).toBe(0xaabbccddeeff)
})

test.each([
  'aa:bb:cc:dd:ee:ff',
  'AA:BB:CC:DD:EE:FG',
  'AA-BB-CC-DD-EE-FF',
  'AA:BB:CC:DD:EE:F;',
  'kitchen',
  '',
])('“%s” is no such MAC and lies above them all', (id) => {
  expect(deviceKey(id)).toBeGreaterThan(0xffffffffffff)
})

test('every id has a key that a number holds exactly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (id) => {
      const key = deviceKey(id)
      expect(Number.isSafeInteger(key) && key > 0).toBe(true)
    }),
  )
})

test('ids that resemble each other have keys of their own', () => {
  const ids = Array.from({ length: 50_000 }, (_, index) => `board-${index}`)
  expect(new Set(ids.map(deviceKey)).size).toBe(ids.length)
})

test('a MAC is told from its key', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 48 - 1 }), (key) => {
      expect(isMacKey(key)).toBe(true)
      expect(deviceKey(macOfKey(key))).toBe(key)
    }),
  )
  expect(isMacKey(deviceKey('kitchen'))).toBe(false)
})
