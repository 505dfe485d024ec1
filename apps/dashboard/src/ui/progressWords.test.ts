import { expect, test } from 'vitest'
import { progressWords, wholePercent } from './progressWords.ts'

test('progress is told in bytes, speed and time left, and what is not known is left out', () => {
  expect(
    progressWords({ done: 640_000, total: 1_200_000, bytesPerSecond: 320_000.4, secondsLeft: 1.75 }),
  ).toBe('640 kB of 1.2 MB · 320 kB/s · 2 s left')
  expect(progressWords({ done: 0, total: 1_200_000, bytesPerSecond: null, secondsLeft: null })).toBe(
    '0 B of 1.2 MB',
  )
  expect(progressWords({ done: 1, total: 2, bytesPerSecond: 1, secondsLeft: 400 })).toContain('7 min left')
  expect(progressWords({ done: 1, total: 2, bytesPerSecond: 1, secondsLeft: 7200 })).toContain('2 h left')
})

test('a hundred percent is said only when it is all', () => {
  expect(wholePercent({ done: 999, total: 1000 })).toBe(99)
  expect(wholePercent({ done: 1000, total: 1000 })).toBe(100)
  expect(wholePercent({ done: 0, total: 0 })).toBe(100)
})
