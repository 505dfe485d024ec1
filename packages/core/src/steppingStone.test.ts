import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { someCatalogue, someName } from '../test/catalogues.ts'
import { now, pollOf, remembering, running, someMemory } from '../test/devices.ts'
import { at, buildOf, registryOf } from '../test/registries.ts'
import {
  aimOf,
  type CheckIn,
  compareVersions,
  decide,
  editRelease,
  isOrderable,
  noMemory,
  publishBuild,
  type Verdict,
} from './index.ts'

const publish = (version: string, seed: number) =>
  publishBuild({ product: 'default', version, build: buildOf(seed), publish: 'stable', at })
const stone = (version: string, minFrom: string) =>
  editRelease({ product: 'default', version, edit: { minFrom } })

const stones = registryOf(
  publish('1.0', 1),
  publish('2.0', 2),
  publish('3.0', 3),
  publish('4.0', 4),
  stone('3.0', '2.0'),
  stone('4.0', '3.0'),
)
const verdictOf = (said: Partial<CheckIn>, memory = noMemory, registry = stones) =>
  decide(registry, memory, pollOf(said), now)

describe('a stepping stone', () => {
  it.each([
    ['1.0', '2.0'],
    [null, '2.0'],
    ['nightly', '2.0'],
    ['2.0', '3.0'],
    ['2.5', '3.0'],
  ])('sends a device that runs %s to %s first', (version, target) => {
    expect(verdictOf({ version })).toMatchObject({
      kind: 'update',
      version: target,
      build: buildOf(Number(target[0])),
      reason: { code: 'stepping-stone', running: version, target, beyond: '4.0' },
    })
  })

  it('is no detour for a device that has passed it', () => {
    expect(verdictOf({ version: '3.1' })).toMatchObject({ version: '4.0', reason: { code: 'older' } })
  })

  it('is passed by what the digest proves, not by what the device says', () => {
    const said = { version: '3.5', ...running(buildOf(1)) }
    expect(verdictOf(said)).toMatchObject({ version: '2.0', reason: { running: '1.0' } })
  })

  it('is passed by a device that calls it by an accepted alias', () => {
    const alias = editRelease({ product: 'default', version: '2.0', edit: { aliases: ['second'] } })
    const registry = registryOf(
      publish('1.0', 1),
      publish('2.0', 2),
      publish('3.0', 3),
      stone('3.0', '2.0'),
      alias,
    )
    expect(verdictOf({ version: 'second' }, noMemory, registry)).toMatchObject({
      version: '3.0',
      reason: { code: 'older', running: '2.0' },
    })
  })

  it('is obeyed on the way to a pin, and not on the way back', () => {
    expect(verdictOf({ version: '1.0' }, remembering({ pin: '3.0' }))).toMatchObject({
      version: '2.0',
      reason: { code: 'stepping-stone', beyond: '3.0' },
    })
    expect(verdictOf({ version: '4.0' }, remembering({ pin: '3.0' }))).toMatchObject({
      version: '3.0',
      reason: { code: 'pinned' },
    })
  })

  it('that is gone holds back whom it was for, and nobody else', () => {
    const { default: product } = stones.products
    const { '2.0': _, ...releases } = product?.releases ?? {}
    const without = { ...stones, products: { default: { ...product, releases } } } as typeof stones
    expect(verdictOf({ version: '1.0' }, noMemory, without)).toMatchObject({
      kind: 'hold',
      reason: { code: 'stepping-stone', target: '2.0', beyond: '4.0' },
    })
    expect(verdictOf({ version: 'v2' }, noMemory, without)).toMatchObject({ version: '3.0' })
    expect(verdictOf({ version: '2.0' }, noMemory, without)).toMatchObject({ version: '3.0' })
  })
})

describe('the way of a device through any catalogue', () => {
  it('never repeats a build, goes forward at every stone, and ends at the target or is held', () => {
    let arrivals = 0
    let detours = 0
    fc.assert(
      fc.property(someCatalogue, someMemory, fc.option(someName), (registry, memory, version) => {
        const device = { ...memory, backoff: () => null }
        const aim = aimOf(registry, device, pollOf())?.release.version
        const seen = new Set<string>()
        let checkIn = pollOf({ version })
        let verdict = decide(registry, device, checkIn, now)
        while (verdict.kind === 'update') {
          expect(seen).not.toContain(verdict.version)
          seen.add(verdict.version)
          expectForward(verdict)
          if (verdict.reason.code === 'stepping-stone') detours += 1
          else expect(verdict.version).toBe(aim)
          const { build } = verdict
          const label = build.runningSha256 === null ? verdict.version : checkIn.version
          checkIn = pollOf({ version: label, ...running(build) })
          verdict = decide(registry, device, checkIn, now)
          if (verdict.kind === 'up-to-date') {
            arrivals += 1
            expect(verdict.reason).toMatchObject({ target: aim })
            expect(['digest-match', 'same-version']).toContain(verdict.reason.code)
          }
        }
      }),
      { numRuns: 3000 },
    )
    expect(arrivals).toBeGreaterThan(100)
    expect(detours).toBeGreaterThan(30)
  })
})

/** Where all three versions have an order. */
function expectForward({ reason }: Verdict): void {
  if (reason.code !== 'stepping-stone') return
  const { running: ran, target, beyond } = reason
  if (isOrderable(target) && isOrderable(beyond)) expect(compareVersions(target, beyond)).toBeLessThan(0)
  if (ran !== null && isOrderable(ran) && isOrderable(target)) {
    expect(compareVersions(ran, target)).toBeLessThan(0)
  }
}
