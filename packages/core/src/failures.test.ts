import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offered } from '../test/attempts.ts'
import { now } from '../test/devices.ts'
import { type Attempt, backoffOf, type Failures, failureOf, failuresAfter } from './index.ts'

const open = offered()
const aborted: Attempt = { ...open, state: 'aborted', evidence: { code: 'cut', acknowledged: 5, size: 1000 } }
const reverted: Attempt = { ...open, state: 'reverted', evidence: { code: 'version', said: '1.01' } }
const lost: Attempt = { ...open, state: 'lost', evidence: { code: 'silence', seconds: 600 } }
const confirmed: Attempt = { ...open, state: 'confirmed', evidence: { code: 'version', said: '1.02' } }
const minute = 60_000

const next = (failures: Failures | null, after: Attempt) => failuresAfter(failures, open, after, now)

describe('what counts as a failure', () => {
  it.each([
    [aborted, 'network'],
    [{ ...aborted, evidence: { code: 'asked-again' } }, 'network'],
    [{ ...aborted, evidence: { code: 'declined', acknowledged: 5 } }, null],
    [{ ...aborted, evidence: { code: 'server-stopped' } }, null],
    [reverted, 'image'],
    [{ ...reverted, state: 'drifted' }, 'image'],
    [lost, 'image'],
    [confirmed, null],
    [open, null],
    [null, null],
  ] as [Attempt | null, string | null][])('$state by $evidence.code', (attempt, kind) => {
    expect(failureOf(attempt)).toBe(kind)
  })
})

describe('the wait after failures', () => {
  it.each([aborted, reverted])('grows with each, until only somebody can lift it ($state)', (attempt) => {
    const waits: (number | null | undefined)[] = []
    let failures: Failures | null = null
    for (let count = 1; count <= 6; count += 1) {
      failures = next(failures, attempt)
      waits.push(failures?.until && (failures.until - now) / minute)
      expect(failures && backoffOf(failures)).toEqual({ attempts: count, until: failures?.until })
    }
    expect(waits).toEqual([0, 15, 60, 360, null, null])
  })

  it('is the longer of what the network and the image ask for', () => {
    const thrice = [reverted, reverted, reverted].reduce<Failures | null>(next, null)
    expect(thrice).toEqual({ aborted: 0, failed: 3, until: now + 60 * minute })
    expect(next(thrice, aborted)).toEqual({ aborted: 1, failed: 3, until: now + 60 * minute })
    const five = [aborted, aborted, aborted, aborted, aborted].reduce<Failures | null>(next, null)
    expect(next(five, reverted)).toEqual({ aborted: 5, failed: 1, until: null })
  })

  it('is over once the device runs the build', () => {
    const aborts = [aborted, aborted, aborted, aborted, aborted].reduce<Failures | null>(next, null)
    expect(aborts).toMatchObject({ until: null })
    expect(next(aborts, confirmed)).toBeNull()
    expect(failuresAfter({ aborted: 0, failed: 1, until: now }, lost, confirmed, now)).toBeNull()
    expect(next(null, confirmed)).toBeNull()
  })

  it('grows for a build that starts again and again, is heard of and falls back', () => {
    let failures: Failures | null = null
    const untils = [1, 2, 3, 4, 5].map(() => {
      failures = failuresAfter(next(failures, confirmed), confirmed, reverted, now)
      return failures?.until && (failures.until - now) / minute
    })
    expect(untils).toEqual([0, 15, 60, 360, null])
    expect(next(failures, confirmed)).toEqual({ aborted: 0, failed: 5, until: null })
    expect(failuresAfter(failures, reverted, confirmed, now)).toEqual({ aborted: 0, failed: 4, until: now })
  })

  it('does not count an attempt twice, whatever it is corrected to', () => {
    const failures: Failures = { aborted: 0, failed: 1, until: now }
    expect(failuresAfter(failures, lost, reverted, now + 1)).toBe(failures)
    expect(failuresAfter(failures, open, { ...open, state: 'delivered' }, now)).toBe(failures)
    expect(failuresAfter(null, confirmed, reverted, now)).toEqual(failures)
  })

  it('never ends earlier for one more failure', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat())), (list) => {
        let failures: Failures | null = null
        let at = now
        for (const [network, later] of list) {
          at += later
          const before: Failures | null = failures
          failures = failuresAfter(before, open, network ? aborted : lost, at)
          const until = failures?.until ?? Number.POSITIVE_INFINITY
          expect(until).toBeGreaterThanOrEqual(before ? (before.until ?? Number.POSITIVE_INFINITY) : at)
        }
      }),
    )
  })
})
