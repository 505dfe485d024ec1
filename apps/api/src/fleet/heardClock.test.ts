import { expect, test } from 'vitest'
import { createHeardClock } from './heardClock.ts'

test('the time since then is right to a hundredth of a second or two, also past what 32 bits hold', () => {
  let monotonic = 0
  const clock = createHeardClock(() => monotonic)
  expect(clock.now()).toBeGreaterThan(0)
  for (const at of [5, 60_000, 2 ** 32 * 10 - 500]) {
    monotonic = at
    const then = clock.now()
    monotonic = at + 1_234
    expect(Math.abs(clock.since(then) - 1_234)).toBeLessThanOrEqual(20)
  }
})
