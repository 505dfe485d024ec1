import { Reason } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildsIn, checkInOf, running, someCheckIn, stranger } from '../test/devices.ts'
import { someBuild, someRegistry } from '../test/registries.ts'
import { decide, targetOf } from './index.ts'

const runs = { numRuns: 1000 }

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
      fc.property(someRegistry, fc.oneof(someCheckIn, chaos), (registry, checkIn) => {
        const { reason } = decide(registry, stranger, checkIn)
        expect(Reason.safeParse(reason).error).toBeUndefined()
      }),
      runs,
    )
  })

  it('is only offered what its channel points at, that fits, for its chip and board, when it wants an app', () => {
    let offers = 0
    fc.assert(
      fc.property(someRegistry, someCheckIn, (registry, checkIn) => {
        const verdict = decide(registry, stranger, checkIn)
        if (verdict.kind !== 'update') return
        offers += 1
        const { build } = verdict
        const release = targetOf(registry, checkIn.product, checkIn.channel)?.release
        expect(verdict.version).toBe(release?.version)
        expect(release?.builds[verdict.board]).toBe(build)
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
        if (proven !== undefined && build.chip !== null) expect(build.chip).toBe(proven.chip)
      }),
      runs,
    )
    expect(offers).toBeGreaterThan(runs.numRuns / 20)
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
        const verdict = decide(registry, stranger, checkIn)
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
        const verdict = decide(registry, stranger, checkIn)
        if (verdict.kind !== 'update' || verdict.build.runningSha256 === null) return
        offers += 1
        const next = decide(registry, stranger, { ...checkIn, ...running(verdict.build) })
        expect(next.reason.code).toBe('digest-match')
      }),
      runs,
    )
    expect(offers).toBeGreaterThan(runs.numRuns / 20)
  })

  it('is up to date once it says the version it was offered, though no digest proves it', () => {
    let offers = 0
    fc.assert(
      fc.property(someRegistry, someCheckIn, (registry, anyOf) => {
        const checkIn = { ...anyOf, runningSha256: null, runningMd5: null }
        const verdict = decide(registry, stranger, checkIn)
        if (verdict.kind !== 'update') return
        offers += 1
        const next = decide(registry, stranger, { ...checkIn, version: verdict.version })
        expect(next.reason.code).toBe('same-version')
      }),
      runs,
    )
    expect(offers).toBeGreaterThan(runs.numRuns / 20)
  })

  it('is offered a build at most three times when it never runs it and can be recognised', () => {
    fc.assert(
      fc.property(someRegistry, someCheckIn, (registry, checkIn) => {
        const downloads = new Map<string, number>()
        const memory = { fullDownloads: (sha256: string) => downloads.get(sha256) ?? 0 }
        const kinds = Array.from({ length: 5 }, () => {
          const verdict = decide(registry, memory, checkIn)
          if (verdict.kind === 'update')
            downloads.set(verdict.build.sha256, memory.fullDownloads(verdict.build.sha256) + 1)
          return verdict.kind
        })
        const offered = kinds[0] === 'update'
        expect(kinds.filter((kind) => kind === 'update')).toHaveLength(offered ? 3 : 0)
        if (offered) expect(kinds.at(-1)).toBe('hold')
      }),
    )
  })

  it('is never refused what is newer than the release its digest proves', () => {
    fc.assert(
      fc.property(someRegistry, someBuild, fc.option(fc.string()), (registry, build, version) => {
        const checkIn = checkInOf({ client: 'plain', version, ...running(build) })
        const { kind, reason, runs: proven } = decide(registry, stranger, checkIn)
        if (proven === null) return
        if (reason.code === 'running-newer' || reason.code === 'same-version') {
          expect(reason.running).toBe(proven.version)
        }
        if (kind === 'update') expect(['older', 'recalled', 'version-differs']).toContain(reason.code)
      }),
      runs,
    )
  })
})
