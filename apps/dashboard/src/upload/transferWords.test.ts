import { expect, test } from 'vitest'
import { transferWords } from './transferWords.ts'

test('a transfer is told in bytes, speed and time left', () => {
  expect(transferWords({ sent: 640_000, total: 1_200_000, bytesPerSecond: 320_000, secondsLeft: 2 })).toBe(
    '640 kB of 1.2 MB · 320 kB/s · 2 s left',
  )
})

test('once everything is sent, the server has the word', () => {
  expect(transferWords({ sent: 5, total: 5, bytesPerSecond: 1, secondsLeft: 0 })).toBe(
    'Sent; the server checks it…',
  )
})
