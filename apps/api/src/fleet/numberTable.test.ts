import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNumberTable } from './numberTable.ts'

/** Few keys, some of which share their home, so that chains form and break. */
const key = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(2 ** 32 + 1, 2 ** 48 - 1, 2 ** 53 - 1))
const step = fc.oneof(
  fc.record({ set: key, value: fc.nat({ max: 2 ** 31 - 1 }) }),
  fc.record({ delete: key }),
)

test('the table holds what a Map would, whatever is set and deleted', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const table = createNumberTable()
      const map = new Map<number, number>()
      for (const each of steps) {
        if ('set' in each) {
          table.set(each.set, each.value)
          map.set(each.set, each.value)
        } else {
          table.delete(each.delete)
          map.delete(each.delete)
        }
      }
      expect(table.size).toBe(map.size)
      for (const [known, value] of map) expect(table.get(known)).toBe(value)
      for (let absent = 1; absent <= 40; absent += 1) if (!map.has(absent)) expect(table.get(absent)).toBe(-1)
    }),
  )
})

test('the table grows, and gives back every entry while most are deleted again', () => {
  const table = createNumberTable()
  const count = 10_000
  const keyOf = (index: number) => 0xaabbcc000000 + index * 7
  for (let index = 0; index < count; index += 1) table.set(keyOf(index), index)
  expect(table.size).toBe(count)
  for (let index = 0; index < count; index += 1) if (index % 10 !== 0) table.delete(keyOf(index))
  for (let index = 0; index < count; index += 1)
    expect(table.get(keyOf(index))).toBe(index % 10 === 0 ? index : -1)
})

test('going round meets every entry', () => {
  const table = createNumberTable()
  expect(table.nextFrom(0)).toBeNull()
  const keys = [5, 2 ** 40, 77, 1_000_000]
  for (const each of keys) table.set(each, each % 100)
  const met: number[] = []
  let hand = 0
  for (const _ of keys) {
    const entry = table.nextFrom(hand)
    if (!entry) throw new Error('the table is not empty')
    expect(entry.value).toBe(entry.key % 100)
    met.push(entry.key)
    hand = entry.place + 1
  }
  expect(met.toSorted((a, b) => a - b)).toEqual(keys.toSorted((a, b) => a - b))
})

test('keys that were chosen to share a home under well-known factors are spread all the same', () => {
  const table = createNumberTable()
  const count = 5_000
  for (let high = 1; high <= count; high += 1) {
    table.set(high * 2 ** 32 + ((0x12345678 ^ Math.imul(high, 0x85ebca6b)) >>> 0), 1)
  }
  let longestChain = 0
  let chain = 0
  let previous = -2
  for (let met = 0, hand = 0; met < count; met += 1) {
    const place = table.nextFrom(hand)?.place ?? 0
    chain = place === previous + 1 ? chain + 1 : 1
    longestChain = Math.max(longestChain, chain)
    previous = place
    hand = place + 1
  }
  expect(longestChain).toBeLessThan(count / 10)
})
