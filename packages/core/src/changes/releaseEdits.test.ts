import { describe, expect, it } from 'vitest'
import { applied, at, buildOf, registryOf } from '../../test/registries.ts'
import {
  type Change,
  deleteRelease,
  editRelease,
  findRelease,
  publishBuild,
  refusalOf,
  relabelRelease,
  restoreRelease,
  setAliases,
  setChannel,
  setMinFrom,
  stonesTo,
} from '../index.ts'

const product = 'default'
const publish = (version: string, seed: number) =>
  publishBuild({ product, version, build: buildOf(seed), at })
const stone = (version: string, minFrom: string | null) => setMinFrom({ product, version, minFrom })
const alias = (version: string, ...aliases: string[]) => setAliases({ product, version, aliases })
const relabel = (version: string, newVersion: string) => relabelRelease({ product, version, newVersion })
const remove = (version: string) => deleteRelease({ product, version, at })
const four = registryOf(publish('1.00', 1), publish('1.50', 2), publish('2.00', 3), publish('nightly', 4))
const after = (...changes: Change[]) => changes.reduce(applied, four)
const releasesIn = (...changes: Change[]) => after(...changes).products.default?.releases ?? {}

describe('a stepping stone', () => {
  it('is set by any spelling, and kept in its own', () => {
    const registry = after(stone('v2', 'v1.50'))
    expect(registry.products.default?.releases['2.00']?.minFrom).toBe('1.50')
    expect(registry.change).toEqual({
      code: 'stone-set',
      sentence: 'Made 1.50 the stepping stone to 2.00 of default',
    })
    expect(stone('2.00', '1.50')(registry)).toBeNull()
  })

  it('is taken away again without a trace', () => {
    expect(releasesIn(stone('2.00', '1.50'), stone('2.00', null))).toEqual(releasesIn())
  })

  it.each([
    ['2.00', '1.75', 'unknown-release', 'default has no release 1.75.'],
    ['1.50', '2.00', 'stepping-stone-loop', '2.00 is newer than 1.50, so it cannot be its stepping stone.'],
    ['1.50', 'v1.50', 'stepping-stone-loop', '1.50 cannot be its own stepping stone.'],
    ['nightly', 'nightly', 'stepping-stone-loop', null],
    ['9.00', '1.00', 'unknown-release', null],
  ])('of %s is refused when it is %s: %s', (version, minFrom, code, sentence) => {
    const refusal = refusalOf(stone(version, minFrom), four)
    expect(refusal?.code).toBe(code)
    if (sentence !== null) expect(refusal?.sentence).toBe(sentence)
  })

  it('may have no order, and still no path may loop', () => {
    const registry = after(stone('2.00', 'nightly'), stone('nightly', '1.50'))
    expect(refusalOf(stone('1.50', 'nightly'), registry)).toMatchObject({
      code: 'stepping-stone-loop',
      sentence: 'nightly is itself reached by way of 1.50, so it cannot be its stepping stone.',
    })
    expect(refusalOf(stone('1.50', '1.00'), registry)).toBeNull()
  })

  it('cannot be deleted while a release is reached by way of it', () => {
    const registry = after(setChannel({ product, channel: 'stable', version: '2.00', recall: false }))
    const stepped = [stone('2.00', '1.00'), stone('1.50', '1.00')].reduce(applied, registry)
    expect(refusalOf(remove('1.00'), stepped)).toMatchObject({
      code: 'release-in-use',
      sentence: '1.00 is the stepping stone to 1.50 and 2.00 of default: take that away first.',
    })
  })

  it('is missed when a release that needs it is brought back', () => {
    const registry = after(stone('2.00', '1.50'), remove('2.00'), remove('1.50'))
    expect(refusalOf(restoreRelease({ product, version: '2.00' }), registry)).toMatchObject({
      code: 'unknown-release',
      sentence: '2.00 is reached by way of 1.50, and default has no release 1.50.',
    })
    const mended = applied(registry, restoreRelease({ product, version: '1.50' }))
    expect(refusalOf(restoreRelease({ product, version: '2.00' }), mended)).toBeNull()
  })
})

describe('the stones to a release', () => {
  it('are all on the way, the first to run first', () => {
    const { default: content } = after(stone('2.00', '1.50'), stone('1.50', '1.00')).products
    const release = content && findRelease(content, '2.00')
    expect(content && release && stonesTo(content, release)).toEqual(['1.00', '1.50'])
  })

  it('end at a stone that is missing or comes again, in a file that was edited by hand', () => {
    const [lost, round] = [structuredClone(four.products.default), structuredClone(four.products.default)]
    if (!lost || !round) throw new Error('no product')
    Object.assign(lost.releases['2.00'] ?? {}, { minFrom: '1.75' })
    Object.assign(round.releases['2.00'] ?? {}, { minFrom: '1.50' })
    Object.assign(round.releases['1.50'] ?? {}, { minFrom: '2.00' })
    const toTwo = (content: typeof lost) => {
      const release = findRelease(content, '2.00')
      return release && stonesTo(content, release)
    }
    expect(toTwo(lost)).toEqual([])
    expect(toTwo(round)).toEqual(['1.50'])
  })
})

describe('aliases', () => {
  it('are set as a whole, each version once', () => {
    const registry = after(alias('1.50', '1.49', 'v1.49.0', 'dev'))
    expect(registry.products.default?.releases['1.50']?.aliases).toEqual(['1.49', 'dev'])
    expect(registry.change.sentence).toBe('Accepted 1.49 and dev as aliases of 1.50 of default')
    expect(alias('v1.50', '1.49', 'dev')(registry)).toBeNull()
  })

  it('are taken away without a trace', () => {
    expect(releasesIn(alias('1.50', '1.49'), alias('1.50'))).toEqual(releasesIn())
  })

  it.each([
    ['v1.50', '1.50', 'v1.50 is the version of the release itself.'],
    ['1.0', '1.50', 'default has a release 1.00 already.'],
    [
      '1.9',
      '1.50',
      'Devices of default that say 1.9 count as running 2.00, which accepts it as an alias: take that alias away first.',
    ],
  ])('%s is refused for %s', (text, version, sentence) => {
    const registry = after(alias('2.00', '1.09', '1.9'))
    expect(refusalOf(alias(version, text), registry)).toMatchObject({ code: 'version-exists', sentence })
  })

  it('that another release has taken since keep a deleted one from coming back', () => {
    const registry = after(alias('2.00', '1.9'), remove('2.00'), alias('1.50', '1.9'))
    expect(refusalOf(restoreRelease({ product, version: '2.00' }), registry)?.code).toBe('version-exists')
    const taken = after(remove('2.00'), alias('1.50', '2.0'))
    expect(refusalOf(restoreRelease({ product, version: '2.00' }), taken)?.code).toBe('version-exists')
  })
})

describe('relabelling a release', () => {
  it('takes the channels and the releases that name it along', () => {
    const registry = after(
      setChannel({ product, channel: 'beta', version: '1.50', recall: true }),
      stone('2.00', '1.50'),
      remove('2.00'),
      relabel('v1.50', '1.49'),
    )
    expect(registry.products.default).toMatchObject({
      channels: { beta: { version: '1.49', recall: true } },
      removed: { '2.00': { release: { minFrom: '1.49' } } },
    })
    expect(Object.keys(registry.products.default?.releases ?? {})).toEqual(['1.00', '1.49', 'nightly'])
    expect(registry.change).toEqual({
      code: 'release-relabelled',
      sentence: 'Relabelled 1.50 of default as 1.49',
    })
    const back = applied(registry, restoreRelease({ product, version: '2.00' }))
    expect(back.products.default?.releases['2.00']?.minFrom).toBe('1.49')
  })

  it('can give the same version another spelling', () => {
    expect(releasesIn(relabel('1.50', 'v1.50'))['v1.50']).toMatchObject({ version: 'v1.50' })
    expect(relabel('1.50', '1.50')(four)).toBeNull()
  })

  it('drops the alias that it becomes', () => {
    expect(releasesIn(alias('1.50', '1.49', 'dev'), relabel('1.50', '1.49'))['1.49']?.aliases).toEqual([
      'dev',
    ])
  })

  it.each([
    [relabel('1.50', '2.0'), 'version-exists'],
    [relabel('1.50', '1.9'), 'version-exists'],
    [relabel('1.50', '2.50'), 'stepping-stone-loop'],
    [relabel('2.00', '1.25'), 'stepping-stone-loop'],
    [relabel('7.00', '8.00'), 'unknown-release'],
  ] satisfies [Change, string][])('is refused: %#', (change, code) => {
    const registry = after(stone('2.00', '1.50'), alias('2.00', '1.9'))
    expect(refusalOf(change, registry)?.code).toBe(code)
  })

  it('ends the undo of a deleted release of that version, as an upload does', () => {
    const registry = after(remove('2.00'), relabel('1.50', '2.0'))
    expect(registry.products.default?.removed).toEqual({})
  })
})

describe('editing several things of a release', () => {
  const edit = editRelease({
    product,
    version: '1.50',
    edit: { notes: 'x', minFrom: '1.00', aliases: ['1.49'], version: '1.51' },
  })

  it('is one revision that says all of them', () => {
    const registry = applied(four, edit)
    expect(registry.revision).toBe(four.revision + 1)
    expect(registry.products.default?.releases['1.51']).toMatchObject({
      version: '1.51',
      notes: 'x',
      minFrom: '1.00',
      aliases: ['1.49'],
    })
    expect(registry.change.sentence).toBe(
      'Relabelled 1.50 of default as 1.51; Edited the notes of 1.51 of default; ' +
        'Accepted 1.49 as an alias of 1.51 of default; Made 1.00 the stepping stone to 1.51 of default',
    )
  })

  it('may swap version and alias, and is undone by the opposite edit', () => {
    const labels = (version: string, to: string, aliases: string[]) =>
      editRelease({ product, version, edit: { version: to, aliases } })
    expect(releasesIn(labels('1.50', '1.49', ['1.50']))['1.49']?.aliases).toEqual(['1.50'])
    expect(releasesIn(labels('1.50', '1.49', ['1.50']), labels('1.49', '1.50', []))).toEqual(releasesIn())
  })

  it('may replace a stepping stone that would stand against the new version', () => {
    const stepped = after(stone('2.00', '1.50'))
    const change = editRelease({ product, version: '2.00', edit: { version: '1.25', minFrom: '1.00' } })
    expect(applied(stepped, change).products.default?.releases['1.25']?.minFrom).toBe('1.00')
    const same = editRelease({ product, version: '2.00', edit: { minFrom: '1.50' } })
    expect(same(stepped)).toBeNull()
  })

  it('is all or nothing', () => {
    const taken = after(alias('2.00', '1.51'))
    expect(refusalOf(edit, taken)?.code).toBe('version-exists')
  })

  it('is nothing when it names nothing, or what is so already', () => {
    expect(editRelease({ product, version: '1.50', edit: {} })(four)).toBeNull()
    expect(editRelease({ product, version: '1.50', edit: { notes: '', minFrom: null } })(four)).toBeNull()
  })
})
