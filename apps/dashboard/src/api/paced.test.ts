import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { paced } from './paced.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a lone call runs at once', () => {
  const run = vi.fn()
  const call = paced(run, 1_000)
  call()
  expect(run).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(5_000)
  expect(run).toHaveBeenCalledTimes(1)
  call()
  expect(run).toHaveBeenCalledTimes(2)
})

test('many calls run once a pace, and the last is never lost', () => {
  const run = vi.fn()
  const call = paced(run, 1_000)
  for (let n = 0; n < 10; n++) {
    call()
    vi.advanceTimersByTime(250)
  }
  expect(run).toHaveBeenCalledTimes(3)
  vi.advanceTimersByTime(1_000)
  expect(run).toHaveBeenCalledTimes(4)
})
