import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAttemptLimit } from './attempts.ts'

describe('createAttemptLimit', () => {
  it('lets a burst through, then one for each period that passes', () => {
    const limit = createAttemptLimit(2, 1000)
    limit.take('a', 0)
    limit.take('a', 0)
    expect(limit.wait('a', 0)).toBe(1000)
    expect(limit.wait('a', 400)).toBe(600)
    expect(limit.wait('a', 1000)).toBe(0)
    limit.take('a', 1000)
    expect(limit.wait('a', 1000)).toBe(1000)
  })

  it('counts each key by itself', () => {
    const limit = createAttemptLimit(1, 1000)
    limit.take('a', 0)
    expect(limit.wait('b', 0)).toBe(0)
  })

  it('takes a good attempt back, without ever owing more than a burst', () => {
    const limit = createAttemptLimit(1, 1000)
    limit.take('a', 0)
    limit.giveBack('a')
    limit.giveBack('a')
    expect(limit.wait('a', 0)).toBe(0)
    limit.take('a', 0)
    expect(limit.wait('a', 0)).toBe(1000)
  })

  it('does not lock anybody out when the clock is set back', () => {
    const limit = createAttemptLimit(1, 1000)
    limit.take('a', 1_000_000)
    expect(limit.wait('a', 0)).toBe(1000)
    limit.take('a', 0)
    expect(limit.wait('a', 2000)).toBe(0)
  })

  it('forgets first who has not tried for longest, once it remembers as many as it may', () => {
    const limit = createAttemptLimit(1, 1000, 2)
    for (const key of ['a', 'b', 'a', 'c']) limit.take(key, 0)
    expect(limit.wait('b', 0)).toBe(0)
    expect(limit.wait('a', 0)).toBeGreaterThan(0)
    expect(limit.wait('c', 0)).toBeGreaterThan(0)
  })

  it('never lets more through than the burst and the time that passed allow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 }),
        (burst, pauses) => {
          const limit = createAttemptLimit(burst, 1000)
          let now = 0
          let through = 0
          for (const pause of pauses) {
            now += pause
            if (limit.wait('a', now) > 0) continue
            limit.take('a', now)
            through += 1
          }
          // A hair more than the sum: refills are floating-point fractions.
          expect(through).toBeLessThanOrEqual(burst + now / 1000 + 1e-6)
        },
      ),
    )
  })
})
