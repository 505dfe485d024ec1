import { Reason } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { someCatalogue } from '../test/catalogues.ts'
import { buildsIn, now, pollOf, running, someCheckIn, someMemory } from '../test/devices.ts'
import { someBuild, someRegistry } from '../test/registries.ts'
import { aimOf, decide, noMemory, reasonSentence, targetOf, type Verdict } from './index.ts'

const runs = { numRuns: 1000 }
const someWorld = fc.oneof(someRegistry, someCatalogue)

/** The way over stones has properties of its own. */
const isStone = ({ reason }: Verdict) => reason.code === 'stepping-stone'

describe('whatever is published and whatever a device says', () => {
  it('gets an answer with a valid reason, and never an error', () => {
    const anything = fc.string({ unit: 'binary' })
    const chaos = fc.record({
      client: fc.constantFrom('esp32-updater' as const, 'esp8266-updater' as const, 'plain' as const),
      product: fc.oneof(anything, fc.constantFrom('__proto__', 'toString', 'default')),
      board: fc.option(fc.oneof(anything, fc.constantFrom('__proto__', 'hasOwnProperty'))),
      channel: fc.oneof(anything, fc.constantFrom('__proto__', 'constructor', 'stable')),
      version: fc.option(anything),
      mode: fc.option(anything),
      runningSha256: fc.option(anything),
      runningMd5: fc.option(anything),
      freeSpace: fc.option(fc.nat()),
    })
    fc.assert(
      fc.property(someWorld, someMemory, fc.oneof(someCheckIn, chaos), (registry, memory, checkIn) => {
        const { reason } = decide(registry, memory, checkIn, now)
        expect(reasonSentence(reason)).toMatch(/\.$/)
        expect(Reason.safeParse(reason).error).toBeUndefined()
      }),
      runs,
    )
  })

  it('is only offered what it is meant to run or a stone on the way, that fits, for its chip and board', () => {
    let offers = 0
    fc.assert(
      fc.property(someWorld, someMemory, someCheckIn, (registry, memory, checkIn) => {
        const verdict = decide(registry, memory, checkIn, now)
        if (verdict.kind !== 'update') return
        offers += 1
        const { build, reason, version } = verdict
        const aim = aimOf(registry, memory, checkIn)
        expect(reason.code === 'stepping-stone' ? reason.beyond : version).toBe(aim?.release.version)
        expect(aim?.product.releases[version]?.builds[verdict.board]).toBe(build)
        expect(memory.hold).toBe(false)
        const { until = 0 } = memory.backoff(build.sha256) ?? {}
        expect(until).not.toBeNull()
        expect(until ?? 0).not.toBeGreaterThan(now)
        expect([null, 'sketch']).toContain(checkIn.mode)
        expect(build.size).toBeLessThanOrEqual(checkIn.freeSpace ?? Number.POSITIVE_INFINITY)
        if (checkIn.board !== null) expect(verdict.board).toBe(checkIn.board)
        if (build.kind === 'encrypted') expect(checkIn.client).toBe('plain')
        if (checkIn.client !== 'plain' && build.chip !== null) {
          expect(build.chip === 'ESP8266').toBe(checkIn.client === 'esp8266-updater')
        }
        const proven = buildsIn(registry).find(
          ({ runningSha256 }) => runningSha256 !== null && runningSha256 === checkIn.runningSha256,
        )
        if (build.chip !== null) expect(build.chip).toBe(proven?.chip ?? memory.chip ?? build.chip)
      }),
      runs,
    )
    // Not so many that chance alone could miss it: about four in a hundred are offers.
    expect(offers).toBeGreaterThan(runs.numRuns / 200)
  })

  it('is up to date when its digest is of the target, whatever it calls itself', () => {
    fc.assert(
      fc.property(someRegistry, someCheckIn, fc.nat(), fc.boolean(), (registry, anyOf, pick, md5Only) => {
        const target = targetOf(registry, 'default', 'stable')
        const builds = Object.values(target?.release.builds ?? {}).filter(
          ({ runningMd5 }) => runningMd5 !== null,
        )
        const build = builds[pick % builds.length]
        if (target === null || build === undefined) return
        const digests = md5Only ? { ...running(build), runningSha256: null } : running(build)
        const checkIn = { ...anyOf, product: 'default', channel: 'stable', mode: null, ...digests }
        const verdict = decide(registry, noMemory, checkIn, now)
        expect(verdict.kind).toBe('up-to-date')
        expect(verdict.reason.code).toBe('digest-match')
        expect(verdict.runs?.version).toBe(target.release.version)
      }),
      runs,
    )
  })

  it('is up to date once it runs what it was offered, though it goes on saying its old version', () => {
    let offers = 0
    fc.assert(
      fc.property(someRegistry, someCheckIn, someBuild, (registry, anyOf, build) => {
        const checkIn = { ...anyOf, ...running(build) }
        const verdict = decide(registry, noMemory, checkIn, now)
        if (verdict.kind !== 'update' || verdict.build.runningSha256 === null || isStone(verdict)) return
        offers += 1
        const next = decide(registry, noMemory, { ...checkIn, ...running(verdict.build) }, now)
        expect(next.reason.code).toBe('digest-match')
      }),
      runs,
    )
    expect(offers).toBeGreaterThan(runs.numRuns / 200)
  })

  it('is up to date once it says the version it was offered, though no digest proves it', () => {
    let offers = 0
    fc.assert(
      fc.property(someRegistry, someCheckIn, (registry, anyOf) => {
        const checkIn = { ...anyOf, runningSha256: null, runningMd5: null }
        const verdict = decide(registry, noMemory, checkIn, now)
        if (verdict.kind !== 'update' || isStone(verdict)) return
        offers += 1
        const next = decide(registry, noMemory, { ...checkIn, version: verdict.version }, now)
        expect(next.reason.code).toBe('same-version')
      }),
      runs,
    )
    expect(offers).toBeGreaterThan(runs.numRuns / 200)
  })

  it('is never refused what is newer than the release its digest proves', () => {
    fc.assert(
      fc.property(someRegistry, someBuild, fc.option(fc.string()), (registry, build, version) => {
        const checkIn = pollOf({ client: 'plain', version, ...running(build) })
        const { kind, reason, runs: proven } = decide(registry, noMemory, checkIn, now)
        if (proven === null) return
        if (reason.code === 'running-newer' || reason.code === 'same-version') {
          expect(reason.running).toBe(proven.version)
        }
        if (kind === 'update')
          expect(['older', 'recalled', 'version-differs', 'stepping-stone']).toContain(reason.code)
      }),
      runs,
    )
  })
})
