import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIndexTable } from './indexTable.ts'

/** Few keys, some of which share their home, so that chains form and break. */
const key = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(2 ** 32 + 1, 2 ** 48 - 1, 2 ** 53 - 1))
const step = fc.oneof(fc.record({ enter: key }), fc.record({ remove: key }))

const tableWith = () => {
  const keys: number[] = []
  const table = createIndexTable((index) => keys[index] ?? 0)
  return { table, enter: (key: number) => table.enter(key, keys.push(key) - 1), keys }
}

test('the table finds what a Map would, whatever is entered and removed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const { table, enter, keys } = tableWith()
      const map = new Map<number, number>()
      for (const each of steps) {
        if ('enter' in each) {
          enter(each.enter)
          map.set(each.enter, keys.length - 1)
        } else {
          table.remove(each.remove)
          map.delete(each.remove)
        }
      }
      expect(table.size).toBe(map.size)
      for (const [known, index] of map) expect(table.find(known)).toBe(index)
      for (let absent = 1; absent <= 40; absent += 1)
        if (!map.has(absent)) expect(table.find(absent)).toBe(-1)
    }),
  )
})

test('the table grows, and finds every entry while most are removed again', () => {
  const { table, enter } = tableWith()
  const count = 10_000
  const keyOf = (index: number) => 0xaabbcc000000 + index * 7
  for (let index = 0; index < count; index += 1) enter(keyOf(index))
  expect(table.size).toBe(count)
  for (let index = 0; index < count; index += 1) if (index % 10 !== 0) table.remove(keyOf(index))
  for (let index = 0; index < count; index += 1)
    expect(table.find(keyOf(index))).toBe(index % 10 === 0 ? index : -1)
})

test('keys that were chosen to share a home under well-known factors are spread all the same', () => {
  const count = 5_000
  let looked = 0
  const keys: number[] = []
  const table = createIndexTable((index) => {
    looked += 1
    return keys[index] ?? 0
  })
  for (let high = 1; high <= count; high += 1) {
    const key = high * 2 ** 32 + ((0x12345678 ^ Math.imul(high, 0x85ebca6b)) >>> 0)
    table.enter(key, keys.push(key) - 1)
  }
  looked = 0
  for (const key of keys) table.find(key)
  expect(looked / count).toBeLessThan(20)
})
