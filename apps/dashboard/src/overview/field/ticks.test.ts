import { expect, test } from 'vitest'
import { ticksBetween } from './ticks.ts'

const at = (day: number, hour: number) => new Date(2026, 1, day, hour).getTime()

test('a week is marked at each midnight within it', () => {
  expect(ticksBetween(at(1, 9), at(4, 9), 7)).toEqual([at(2, 0), at(3, 0), at(4, 0)])
})

test('a day is marked every four hours', () => {
  expect(ticksBetween(at(1, 9), at(1, 21), 1)).toEqual([at(1, 12), at(1, 16), at(1, 20)])
})

test('a moment alone is marked when it is round, and not otherwise', () => {
  expect(ticksBetween(at(1, 0), at(1, 0), 7)).toEqual([at(1, 0)])
  expect(ticksBetween(at(1, 1), at(1, 1), 7)).toEqual([])
})
