import { describe, expect, it } from 'vitest'
import { applied, at, buildOf, registryOf } from '../../test/registries.ts'
import {
  type Change,
  deleteRelease,
  editNotes,
  publishBuild,
  referencedBlobs,
  refusalOf,
  restoreRelease,
  setChannel,
  sweepRemoved,
} from '../index.ts'

const product = 'default'
const publish = (version: string, seed: number, board?: string, chip = 'ESP32') =>
  publishBuild({ product, version, board, build: buildOf(seed, { chip }), at })
const point = (channel: string, version: string, recall = false) =>
  setChannel({ product, channel, version, recall })
const two = registryOf(publish('1.00', 1), publish('1.02', 2))

describe('setting a channel', () => {
  it('points it at the release, by the release’s own spelling', () => {
    const registry = applied(two, point('stable', 'v1.2'))
    expect(registry.products.default?.channels).toEqual({ stable: { version: '1.02', recall: false } })
    expect(registry.change).toEqual({ code: 'channel-set', sentence: 'Set stable of default to 1.02' })
  })

  it('can bring newer devices back, and says so', () => {
    const registry = applied(two, point('stable', '1.0', true))
    expect(registry.products.default?.channels.stable).toEqual({ version: '1.00', recall: true })
    expect(registry.change.sentence).toBe(
      'Set stable of default to 1.00, bringing back devices that run something newer',
    )
  })

  it('makes a channel that is not there yet', () => {
    const registry = applied(two, point('beta', '1.02'))
    expect(Object.keys(registry.products.default?.channels ?? {})).toEqual(['stable', 'beta'])
  })

  it('changes nothing when it is so already', () => {
    expect(point('stable', '1.0')(two)).toBeNull()
  })

  it.each([
    [point('stable', '9.9'), 'unknown-release'],
    [
      setChannel({ product: 'constructor', channel: 'stable', version: '1.0', recall: false }),
      'unknown-product',
    ],
    [point('none', '1.02'), 'bad-field'],
  ] satisfies [Change, string][])('is refused: %#', (change, code) => {
    expect(refusalOf(change, two)?.code).toBe(code)
  })
})

describe('editing notes', () => {
  it('replaces the notes of that release alone', () => {
    const registry = applied(two, editNotes({ product, version: '1.2', notes: 'fixes Wi-Fi' }))
    expect(registry.products.default?.releases).toMatchObject({
      '1.00': { notes: '' },
      '1.02': { notes: 'fixes Wi-Fi' },
    })
    expect(registry.change.sentence).toBe('Edited the notes of 1.02 of default')
  })

  it('changes nothing when they are so already', () => {
    expect(editNotes({ product, version: '1.2', notes: '' })(two)).toBeNull()
  })
})

describe('deleting a release', () => {
  it('is refused while channels point at it, naming them', () => {
    const both = applied(two, point('beta', '1.00'))
    expect(refusalOf(deleteRelease({ product, version: '1.0', at }), both)).toMatchObject({
      code: 'release-in-use',
      sentence: '1.00 is what beta and stable of default point at: set another release there first.',
    })
  })

  it('moves it to the removed', () => {
    const registry = applied(two, deleteRelease({ product, version: '1.2', at }))
    expect(Object.keys(registry.products.default?.releases ?? {})).toEqual(['1.00'])
    expect(registry.products.default?.removed).toEqual({
      '1.02': { release: two.products.default?.releases['1.02'], removedAt: at },
    })
  })

  it('frees the board that nothing else was for, for another chip', () => {
    const registry = registryOf(
      publish('1.00', 1),
      publish('1.02', 2, 'extra', 'ESP32-S3'),
      deleteRelease({ product, version: '1.02', at }),
    )
    expect(Object.keys(registry.products.default?.boards ?? {})).toEqual(['default'])
    expect(refusalOf(publish('1.03', 3, 'extra', 'ESP32-C6'), registry)).toBeNull()
  })
})

describe('bringing a release back', () => {
  const deleted = applied(two, deleteRelease({ product, version: '1.02', at }))

  it('is possible by any spelling of its version', () => {
    expect(applied(deleted, restoreRelease({ product, version: 'v1.2' })).products).toEqual(two.products)
  })

  it('is refused when the same version was published since', () => {
    const since = applied(deleted, publish('1.2', 3))
    expect(refusalOf(restoreRelease({ product, version: '1.02' }), since)).toMatchObject({
      code: 'version-exists',
      sentence: 'default has a release 1.2 already.',
    })
  })

  it('is refused when its board has come to mean another chip', () => {
    const registry = registryOf(
      publish('1.00', 1),
      publish('1.02', 2, 'extra', 'ESP32-S3'),
      deleteRelease({ product, version: '1.02', at }),
      publish('1.03', 3, 'extra', 'ESP32-C6'),
    )
    expect(refusalOf(restoreRelease({ product, version: '1.02' }), registry)?.code).toBe('wrong-chip')
  })

  it('is refused when there is nothing to bring back', () => {
    expect(refusalOf(restoreRelease({ product, version: '9.9' }), deleted)?.code).toBe('unknown-release')
    expect(refusalOf(restoreRelease({ product: 'thermo', version: '1.0' }), deleted)?.code).toBe(
      'unknown-product',
    )
  })
})

describe('sweeping the removed', () => {
  const factory = { sha256: 'f'.repeat(64), size: 5000, fileName: 'merged.bin', appOffset: 0x10000 }
  const withFactory = publishBuild({ product, version: '1.03', build: buildOf(3, { factory }), at })
  const registry = registryOf(
    publish('1.00', 1),
    publish('1.02', 2),
    withFactory,
    deleteRelease({ product, version: '1.02', at: '2026-02-21T09:00:00Z' }),
    deleteRelease({ product, version: '1.03', at: '2026-02-21T10:00:00.000Z' }),
  )

  it('drops what was removed before, and only that', () => {
    const swept = applied(registry, sweepRemoved({ before: '2026-02-21T09:00:00.001Z' }))
    expect(Object.keys(swept.products.default?.removed ?? {})).toEqual(['1.03'])
    expect(swept.change).toEqual({ code: 'removed-swept', sentence: 'Gave up 1 deleted release for good' })
  })

  it('changes nothing when nothing is due', () => {
    expect(sweepRemoved({ before: '2026-02-21T09:00:00.000Z' })(registry)).toBeNull()
  })

  it('leaves the files of what can still be brought back, and no others, referenced', () => {
    const blobs = (seeds: number[]) => seeds.map((seed) => buildOf(seed).sha256)
    expect(referencedBlobs(registry)).toEqual(new Set([...blobs([1, 2, 3]), factory.sha256]))
    const swept = applied(registry, sweepRemoved({ before: '2026-02-22T00:00:00.000Z' }))
    expect(referencedBlobs(swept)).toEqual(new Set(blobs([1])))
  })
})
