import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attemptWorld, type Move, someStep, someTelling } from '../test/attemptWorld.ts'
import { type FailureKind, failureOf, isOpen } from './index.ts'

const steps = fc.array(someStep, { maxLength: 60, size: 'max' })
const runs = { numRuns: 1_500 }

describe('whatever order polls, downloads, reboots, restarts and clock jumps come in', () => {
  it('an attempt says nothing that is not true of the device', () => {
    const reached = new Map<string, number>()
    const truthful = ({ before, after, event, runs: real, ranThen }: Move) => {
      reached.set(after.state, (reached.get(after.state) ?? 0) + 1)
      expect({
        ...after,
        state: before.state,
        evidence: before.evidence,
        acknowledged: before.acknowledged,
        approximate: before.approximate,
        changedAt: before.changedAt,
      }).toEqual(before)
      expect(after.acknowledged).toBeGreaterThanOrEqual(before.acknowledged)
      expect(after.acknowledged).toBeLessThanOrEqual(after.size)
      expect(after.changedAt).toBeGreaterThanOrEqual(before.changedAt)
      switch (after.state) {
        case 'delivered':
          expect(after.acknowledged).toBe(after.size)
          break
        case 'confirmed':
          expect(real.version).toBe(after.version)
          expect(['digest', 'version']).toContain(after.evidence.code)
          break
        case 'reverted':
          expect(real).toBe(ranThen)
          break
        case 'drifted':
          expect([ranThen.version, after.version]).not.toContain(real.version)
          break
        case 'lost':
          expect(before.state).toBe('delivered')
          expect(event.kind === 'silence' && event.ms >= event.patience).toBe(true)
          break
        case 'offered':
          throw new Error('an attempt is offered once')
      }
      if (!isOpen(before)) expect(event.kind).toBe('check-in')
    }
    fc.assert(
      fc.property(steps, someTelling, (list, telling) => {
        const world = attemptWorld(telling, truthful, (latest) => {
          expect(latest === null || !isOpen(latest)).toBe(true)
        })
        for (const step of list) world.step(step)
        world.step({ do: 'poll', plain: false, sure: true })
        const { latest } = world
        if (latest?.state !== 'confirmed' || telling === 'label') return
        expect(world.runs === world.ranThen).toBe(false)
      }),
      runs,
    )
    for (const state of ['downloading', 'delivered', 'confirmed', 'aborted', 'reverted', 'drifted', 'lost']) {
      expect([state, reached.get(state) ?? 0]).toEqual([state, expect.toSatisfy((count) => count > 20)])
    }
  })

  it('every attempt that failed counts once, and one that did not does not', () => {
    let counted = 0
    fc.assert(
      fc.property(steps, someTelling, (list, telling) => {
        /** How many attempts there were when the device was last found to run the build, by build. */
        const ran = new Map<string, number>()
        const world = attemptWorld(
          telling,
          ({ after }) => after.state === 'confirmed' && ran.set(after.sha256, world.attempts.length),
          () => {},
        )
        for (const step of list) if (step.do !== 'lift') world.step(step)
        for (const sha256 of new Set(world.attempts.map((attempt) => attempt.sha256))) {
          const failed = (kind: FailureKind, since: number) =>
            world.attempts.slice(since).filter((one) => one.sha256 === sha256 && failureOf(one) === kind)
              .length
          const failures = { aborted: failed('network', ran.get(sha256) ?? 0), failed: failed('image', 0) }
          counted += failures.aborted + failures.failed
          expect(world.failures.get(sha256) ?? { aborted: 0, failed: 0 }).toMatchObject(failures)
        }
      }),
      runs,
    )
    expect(counted).toBeGreaterThan(100)
  })
})
