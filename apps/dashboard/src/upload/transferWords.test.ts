import { expect, test } from 'vitest'
import { transferPercent, transferWords } from './transferWords.ts'

test('a transfer is told in bytes, speed and time left', () => {
  expect(transferWords({ sent: 640_000, total: 1_200_000, bytesPerSecond: 320_000, secondsLeft: 2 })).toBe(
    '640 kB of 1.2 MB · 320 kB/s · 2 s left',
  )
  expect(transferWords({ sent: 0, total: 1_200_000, bytesPerSecond: null, secondsLeft: null })).toBe(
    '0 B of 1.2 MB',
  )
  expect(transferWords({ sent: 1, total: 2, bytesPerSecond: 1, secondsLeft: 400 })).toContain('7 min left')
  expect(transferWords({ sent: 1, total: 2, bytesPerSecond: 1, secondsLeft: 7200 })).toContain('2 h left')
})

test('once everything is sent, the server has the word', () => {
  expect(transferWords({ sent: 5, total: 5, bytesPerSecond: 1, secondsLeft: 0 })).toBe(
    'Sent; the server checks it…',
  )
})

test('a hundred percent is said only when it is all', () => {
  expect(transferPercent({ sent: 999, total: 1000 })).toBe(99)
  expect(transferPercent({ sent: 1000, total: 1000 })).toBe(100)
  expect(transferPercent({ sent: 0, total: 0 })).toBe(100)
})
