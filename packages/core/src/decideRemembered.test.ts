import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { someCatalogue } from '../test/catalogues.ts'
import { now, pollOf, remembering, running } from '../test/devices.ts'
import { at, buildOf, registryOf } from '../test/registries.ts'
import {
  type CheckIn,
  type DeviceMemory,
  decide,
  editRelease,
  noMemory,
  type PublishRequest,
  publishBuild,
  sameVersion,
  setChannel,
} from './index.ts'

const publish = (version: string, seed: number, more: Partial<PublishRequest> = {}) =>
  publishBuild({ product: 'default', version, build: buildOf(seed), publish: 'stable', at, ...more })

const channels = registryOf(
  publish('1.01', 1),
  publish('1.02', 2),
  publish('1.03', 3, { publish: 'beta' }),
  publish('1.04', 4, { publish: 'none' }),
  setChannel({ product: 'default', channel: 'stable', version: '1.02', recall: false }),
)

function verdictOf(registry: typeof channels, said: Partial<CheckIn>, some: Partial<DeviceMemory> = {}) {
  const verdict = decide(registry, remembering(some), pollOf(said), now)
  const to = verdict.kind === 'update' ? { version: verdict.version, board: verdict.board } : {}
  return { kind: verdict.kind, ...verdict.reason, ...to }
}

describe('the channel a device follows', () => {
  it('is that of the operator, then that of its URL, then stable', () => {
    const said = { version: '1.01' }
    expect(verdictOf(channels, said)).toMatchObject({ version: '1.02' })
    expect(verdictOf(channels, { ...said, channel: 'beta' })).toMatchObject({ version: '1.03' })
    expect(verdictOf(channels, { ...said, channel: 'stable' }, { channel: 'beta' })).toMatchObject({
      version: '1.03',
    })
    expect(verdictOf(channels, said, { channel: 'gone' })).toMatchObject({
      kind: 'no-firmware',
      code: 'unknown-channel',
      channel: 'gone',
    })
  })
})

describe('a pinned device', () => {
  it.each([
    ['1.01', '1.04'],
    ['1.04', '1.01'],
    [null, '1.1'],
    ['nightly', '1.03'],
  ])('that runs %s is brought to %s, whatever its channel says', (version, pin) => {
    expect(verdictOf(channels, { version }, { pin })).toMatchObject({
      kind: 'update',
      code: 'pinned',
      running: version,
      version: pin === '1.1' ? '1.01' : pin,
    })
  })

  it('is up to date on its pin, by digest or by what it says', () => {
    expect(verdictOf(channels, { version: '1.1' }, { pin: '1.01' })).toMatchObject({ code: 'same-version' })
    const said = { version: '1.02', ...running(buildOf(4)) }
    expect(verdictOf(channels, said, { pin: '1.04' })).toMatchObject({ code: 'digest-match' })
  })

  it('is held while its pin is no release', () => {
    expect(verdictOf(channels, { version: '1.02' }, { pin: '9.9' })).toEqual({
      kind: 'hold',
      code: 'pin-missing',
      pin: '9.9',
    })
    expect(verdictOf(channels, { product: 'thermo' }, { pin: '9.9' })).toMatchObject({
      kind: 'no-firmware',
      code: 'unknown-product',
    })
  })
})

describe('a held device', () => {
  it('gets no update, and is up to date when none is due', () => {
    expect(verdictOf(channels, { version: '1.01' }, { hold: true })).toEqual({
      kind: 'hold',
      code: 'held',
      target: '1.02',
    })
    expect(verdictOf(channels, { version: '1.01' }, { hold: true, pin: '1.04' })).toMatchObject({
      code: 'held',
      target: '1.04',
    })
    expect(verdictOf(channels, { version: '1.02' }, { hold: true })).toMatchObject({ kind: 'up-to-date' })
  })
})

describe('a build whose attempts failed', () => {
  const after = (until: number | null) => ({
    backoff: (sha256: string) => (sha256 === buildOf(2).sha256 ? { attempts: 3, until } : null),
  })

  it('is not offered again until its time has come, or somebody lifts it', () => {
    expect(verdictOf(channels, {}, after(now + 1))).toEqual({
      kind: 'hold',
      code: 'quarantined',
      target: '1.02',
      attempts: 3,
      until: '2026-03-01T12:00:00.001Z',
    })
    expect(verdictOf(channels, {}, after(null))).toMatchObject({ code: 'quarantined', until: null })
    expect(verdictOf(channels, {}, after(now))).toMatchObject({ kind: 'update', version: '1.02' })
  })

  it('is not offered to a device that is pinned to it, and keeps no other from being offered', () => {
    expect(verdictOf(channels, {}, { ...after(null), pin: '1.02' })).toMatchObject({ code: 'quarantined' })
    expect(verdictOf(channels, {}, { ...after(null), pin: '1.03' })).toMatchObject({ version: '1.03' })
  })
})

describe('an accepted alias', () => {
  const aliased = registryOf(
    publish('1.01', 1),
    publish('1.02', 2),
    editRelease({ product: 'default', version: '1.02', edit: { aliases: ['porch', '0.9'] } }),
  )

  it.each(['porch', '0.9', 'v0.9.0'])('%s counts as running the target', (version) => {
    expect(verdictOf(aliased, { version })).toEqual({
      kind: 'up-to-date',
      code: 'alias',
      running: version,
      target: '1.02',
    })
  })

  it('says nothing where a digest says something else', () => {
    const said = { version: 'porch', ...running(buildOf(1)) }
    expect(verdictOf(aliased, said)).toMatchObject({ kind: 'update', code: 'older', running: '1.01' })
  })

  it('of another release counts as that one', () => {
    const back = setChannel({ product: 'default', channel: 'stable', version: '1.01', recall: true })
    const recalled = registryOf(
      publish('1.01', 1),
      publish('1.02', 2),
      editRelease({ product: 'default', version: '1.02', edit: { aliases: ['porch'] } }),
      back,
    )
    expect(verdictOf(recalled, { version: 'porch' })).toMatchObject({ code: 'recalled', running: '1.02' })
  })
})

describe('in any catalogue and whatever is remembered', () => {
  it('a device that says an alias of its target is up to date, unless a digest tells more', () => {
    let aliases = 0
    fc.assert(
      fc.property(someCatalogue, fc.nat(), (registry, pick) => {
        const { default: product } = registry.products
        const target = product?.releases[product.channels.stable?.version ?? '']
        const alias = target?.aliases?.[pick % target.aliases.length]
        const others = Object.values(product?.releases ?? {}).filter((release) => release !== target)
        const taken = others.flatMap((other) => [other.version, ...(other.aliases ?? [])])
        if (alias === undefined || taken.some((name) => sameVersion(name, alias))) return
        aliases += 1
        const { reason } = decide(registry, noMemory, pollOf({ version: alias }), now)
        expect(reason).toMatchObject({ code: 'alias', running: alias, target: target?.version })
      }),
      { numRuns: 1000 },
    )
    expect(aliases).toBeGreaterThan(10)
  })
})
