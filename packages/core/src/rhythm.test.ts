import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { learnRhythm, patienceOf, trialPatienceOf } from './index.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The rhythm after these gaps; `missed` is told of those that were longer than it allowed. */
function after(gaps: number[], missed: (gap: number) => void = () => {}): number | null {
  let interval: number | null = null
  for (const gap of gaps) {
    if (gap > patienceOf(interval)) missed(gap)
    interval = learnRhythm(interval, gap)
  }
  return interval
}
const times = (count: number, gap: number): number[] => Array.from({ length: count }, () => gap)

describe('the patience with a device', () => {
  it('is three times its rhythm and a reboot, and ten minutes at least', () => {
    expect(patienceOf(minute)).toBe(10 * minute)
    expect(patienceOf(hour)).toBe(182 * minute)
  })

  it('with one that was seen once is enough for one that wakes once a day', () => {
    expect(patienceOf(null)).toBeGreaterThan(day * 1.2)
    expect(patienceOf(null)).toBeLessThan(2 * day)
  })
})

describe('the patience with a device that has taken an update', () => {
  it('is an hour while its rhythm is unknown, and else that of its rhythm', () => {
    expect(trialPatienceOf(null)).toBe(hour)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 * day }), (interval) => {
        expect(trialPatienceOf(interval)).toBe(patienceOf(interval))
      }),
    )
  })
})

describe('the rhythm of a device', () => {
  it('is its first gap, and a second question of the same visit is none', () => {
    expect(after([4_999])).toBeNull()
    expect(after([4_999, minute, 2_000])).toBe(minute)
  })

  it('follows a longer gap at once, and an outage by steps', () => {
    expect(after([hour, 2 * hour])).toBe(2 * hour)
    expect(after([minute, day])).toBe(4 * minute)
  })

  it('of a device that slept deeper than before is learned within a few nights', () => {
    const missed: number[] = []
    after([...times(50, minute), ...times(30, 8 * hour)], (gap) => missed.push(gap))
    expect(missed.length).toBeLessThanOrEqual(5)
  })

  it('of a device that polls faster than before is learned, and its silence told soon again', () => {
    expect(after([6 * hour, ...times(900, minute)])).toBeLessThan(2 * minute)
    expect(after([minute, 7 * day, ...times(20, minute)])).toBeLessThan(2 * minute)
  })

  it('is never missed by a steady one with jitter, the deepest sleeper among them', () => {
    const rhythm = fc.integer({ min: 10_000, max: 20 * day })
    const jitter = fc.array(fc.double({ min: 0.5, max: 1.5, noNaN: true }), { minLength: 2, maxLength: 100 })
    fc.assert(
      fc.property(rhythm, jitter, (every, factors) => {
        const [first = every, ...gaps] = factors.map((factor) => every * factor)
        let interval = learnRhythm(null, first)
        for (const gap of gaps) {
          expect(gap).toBeLessThanOrEqual(patienceOf(interval))
          interval = learnRhythm(interval, gap)
        }
      }),
    )
  })

  it('is not missed by one that wakes, polls some times and sleeps again', () => {
    const gaps = Array.from({ length: 20 }, () => [...times(30, 10_000), 6 * hour]).flat()
    after([6 * hour, ...gaps], (gap) => expect.fail(`missed after ${gap} ms`))
  })

  it('stays within a visit and thirty days, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.double(), fc.nat({ max: day }))), (gaps) => {
        const interval = after(gaps)
        if (interval === null) return
        expect(interval).toBeGreaterThanOrEqual(5_000)
        expect(interval).toBeLessThanOrEqual(30 * day)
      }),
    )
  })
})
