import { expect, test } from 'vitest'
import { createTransferRate } from './transferRate.ts'

test('no speed is told before there is something to go by', () => {
  const rate = createTransferRate()
  expect(rate(0, 0, 1000)).toEqual({ bytesPerSecond: null, secondsLeft: null })
  expect(rate(100, 500, 1000)).toEqual({ bytesPerSecond: null, secondsLeft: null })
})

test('a stalled start has no speed instead of an endless time left', () => {
  const rate = createTransferRate()
  rate(0, 0, 1000)
  expect(rate(5000, 0, 1000)).toEqual({ bytesPerSecond: null, secondsLeft: null })
})

test('speed and time left follow from what was sent', () => {
  const rate = createTransferRate()
  rate(0, 0, 10_000)
  expect(rate(2000, 4000, 10_000)).toEqual({ bytesPerSecond: 2000, secondsLeft: 3 })
})

test('only the last seconds count, so a network that slows down shows', () => {
  const rate = createTransferRate()
  for (let second = 0; second <= 10; second++) rate(second * 1000, second * 1000, 100_000)
  let last = { bytesPerSecond: null as number | null }
  for (let second = 11; second <= 20; second++)
    last = rate(second * 1000, 10_000 + (second - 10) * 100, 100_000)
  expect(last.bytesPerSecond).toBeCloseTo(100)
})
