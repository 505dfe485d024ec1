import type { Registry } from '@cyberdeck-ota/schema'
import { describe, expect, it } from 'vitest'
import { applied, at, buildOf, partsOf, registryOf } from '../../test/registries.ts'
import {
  deleteRelease,
  findPublished,
  type PublishRequest,
  publishBuild,
  refusalOf,
  setAliases,
  setChannel,
} from '../index.ts'

const upload = (version: string, seed: number, more: Partial<PublishRequest> = {}): PublishRequest => ({
  product: 'default',
  version,
  build: buildOf(seed),
  at,
  ...more,
})
const s3 = buildOf(9, { chip: 'ESP32-S3', chipId: 9 })
const opaque = buildOf(8, { kind: 'encrypted', chip: null, runningMd5: null, runningSha256: null })
const productOf = (registry: Registry) => registry.products.default
const sentenceOf = (request: PublishRequest, registry: Registry) =>
  publishBuild(request)(registry)?.note.sentence ?? null

const one = registryOf(publishBuild(upload('1.02', 1, { notes: 'first' })))

describe('the first build of a product', () => {
  it('makes product, board and release, and is published to stable', () => {
    expect(one.products).toEqual({
      default: {
        boards: { default: { chip: 'ESP32' } },
        releases: {
          '1.02': { version: '1.02', notes: 'first', uploadedAt: at, builds: { default: buildOf(1) } },
        },
        channels: { stable: { version: '1.02', recall: false } },
        removed: {},
      },
    })
    expect(one.change).toEqual({ code: 'build-published', sentence: 'Published 1.02 of default to stable' })
  })

  it('is not published when it says none, nor is the second then', () => {
    const registry = registryOf(
      publishBuild(upload('1.0', 1, { publish: 'none' })),
      publishBuild(upload('1.1', 2)),
    )
    expect(productOf(registry)?.channels).toEqual({})
    expect(registry.change.sentence).toBe('Added 1.1 of default')
  })

  it('goes to the channel it names instead', () => {
    const registry = registryOf(publishBuild(upload('1.0', 1, { publish: 'beta' })))
    expect(productOf(registry)?.channels).toEqual({ beta: { version: '1.0', recall: false } })
  })

  it('may be of a product named like an inherited property', () => {
    const registry = registryOf(publishBuild(upload('1.0', 1, { product: 'constructor', board: 'valueof' })))
    expect(Object.keys(registry.products)).toEqual(['constructor'])
  })
})

describe('a further build', () => {
  it('is added without being published', () => {
    const registry = applied(one, publishBuild(upload('1.03', 2)))
    expect(productOf(registry)?.channels.stable?.version).toBe('1.02')
    expect(Object.keys(productOf(registry)?.releases ?? {})).toEqual(['1.02', '1.03'])
  })

  it('adds the factory image to a build that came without one, once', () => {
    const factory = {
      sha256: 'f'.repeat(64),
      size: 4_194_304,
      fileName: 'thermo.merged.bin',
      appOffset: 0x10000,
    }
    const merged = upload('1.02', 1, { build: { ...buildOf(1), factory } })
    const registry = applied(one, publishBuild(merged))
    expect(productOf(registry)?.releases['1.02']?.builds.default).toEqual({ ...buildOf(1), factory })
    expect(registry.change).toEqual({
      code: 'factory-added',
      sentence: 'Added the factory image of 1.02 of default',
    })
    expect(publishBuild(merged)(registry)).toBeNull()
    expect(publishBuild(upload('1.02', 1))(registry)).toBeNull()
  })

  it('adds the factory parts that come with the same bytes, and keeps them when nothing comes', () => {
    const parts = partsOf(1)
    const registry = applied(one, publishBuild(upload('1.02', 1, { build: { ...buildOf(1), parts } })))
    expect(productOf(registry)?.releases['1.02']?.builds.default).toEqual({ ...buildOf(1), parts })
    expect(registry.change).toEqual({
      code: 'factory-added',
      sentence: 'Added the factory parts of 1.02 of default',
    })
    expect(publishBuild(upload('1.02', 1))(registry)).toBeNull()
    const renamed = { ...parts, bootloader: { ...parts.bootloader, fileName: 'boot.bin' } }
    expect(publishBuild(upload('1.02', 1, { build: { ...buildOf(1), parts: renamed } }))(registry)).toBeNull()
  })

  it('replaces what a cable writes by what comes last, as a whole', () => {
    const factory = {
      sha256: 'f'.repeat(64),
      size: 9,
      fileName: 'merged.bin',
      appOffset: 0x10000,
      address: 0,
    }
    const registry = registryOf(
      publishBuild(upload('1.02', 1, { build: { ...buildOf(1), factory } })),
      publishBuild(upload('1.02', 1, { build: { ...buildOf(1), parts: partsOf(1) } })),
    )
    expect(productOf(registry)?.releases['1.02']?.builds.default).toEqual({
      ...buildOf(1),
      parts: partsOf(1),
    })
    expect(registry.change).toEqual({
      code: 'factory-replaced',
      sentence: 'Replaced what a cable writes beside 1.02 of default',
    })
    const other = applied(registry, publishBuild(upload('1.02', 1, { build: { ...buildOf(1), factory } })))
    expect(productOf(other)?.releases['1.02']?.builds.default).toEqual({ ...buildOf(1), factory })
  })

  it('ends the recall of the channel it is published to', () => {
    const recalled = applied(
      one,
      setChannel({ product: 'default', channel: 'stable', version: '1.02', recall: true }),
    )
    const registry = applied(recalled, publishBuild(upload('1.03', 2, { publish: 'stable' })))
    expect(productOf(registry)?.channels.stable).toEqual({ version: '1.03', recall: false })
  })

  it('joins the release of its version when it is for another board', () => {
    const registry = applied(one, publishBuild(upload('v1.2', 9, { board: 's3', build: s3 })))
    expect(productOf(registry)?.releases).toEqual({
      '1.02': { version: '1.02', notes: 'first', uploadedAt: at, builds: { default: buildOf(1), s3 } },
    })
    expect(productOf(registry)?.boards).toEqual({ default: { chip: 'ESP32' }, s3: { chip: 'ESP32-S3' } })
    expect(registry.change.sentence).toBe('Added board s3 to 1.02 of default')
  })

  it('takes the only board there is, whatever its name', () => {
    const registry = registryOf(
      publishBuild(upload('1.0', 1, { board: 'devkit' })),
      publishBuild(upload('1.1', 2)),
    )
    expect(Object.keys(productOf(registry)?.releases['1.1']?.builds ?? {})).toEqual(['devkit'])
  })

  it('goes to the only board with its chip when it names none of several', () => {
    const registry = registryOf(
      publishBuild(upload('1.02', 1)),
      publishBuild(upload('1.02', 9, { board: 's3', build: s3 })),
      publishBuild(upload('1.03', 2)),
      publishBuild(upload('1.03', 10, { build: { ...buildOf(10), chip: 'ESP32-S3' } })),
    )
    expect(productOf(registry)?.releases['1.03']?.builds).toMatchObject({
      default: { chip: 'ESP32' },
      s3: { chip: 'ESP32-S3' },
    })
  })

  it('has to name its board when several have its chip, or none has, or it has none', () => {
    const registry = registryOf(
      publishBuild(upload('1.02', 1)),
      publishBuild(upload('1.02', 9, { board: 's3', build: s3 })),
      publishBuild(upload('1.02', 3, { board: 'relay' })),
    )
    const c6 = buildOf(11, { chip: 'ESP32-C6', chipId: 13 })
    for (const build of [buildOf(2), c6, opaque]) {
      expect(refusalOf(publishBuild(upload('1.03', 2, { build })), registry)).toMatchObject({
        code: 'bad-field',
        sentence:
          'default has the boards default, relay and s3: say which one this image is for in the field board.',
      })
    }
  })

  it('is refused for a board of another chip, with or without naming it', () => {
    for (const board of [undefined, 'default']) {
      expect(refusalOf(publishBuild(upload('1.03', 9, { build: s3, board })), one)).toMatchObject({
        code: 'wrong-chip',
        sentence:
          'This image is for ESP32-S3, and board default of default is for ESP32. ' +
          'If it is meant for another board, name that board, such as esp32-s3.',
      })
    }
  })

  it('gives a chip to a board that had nothing but opaque payloads', () => {
    const registry = registryOf(
      publishBuild(upload('1.0', 8, { build: opaque })),
      publishBuild(upload('1.1', 9, { build: s3 })),
    )
    expect(productOf(registry)?.boards).toEqual({ default: { chip: 'ESP32-S3' } })
    expect(refusalOf(publishBuild(upload('1.2', 1)), registry)?.code).toBe('wrong-chip')
  })
})

describe('a version that is there already', () => {
  it('is refused with other bytes, naming the release', () => {
    expect(refusalOf(publishBuild(upload('1.2', 2)), one)).toMatchObject({
      code: 'version-exists',
      sentence:
        'default has a release 1.02 (the same version as 1.2) with other bytes for board default: ' +
        'give this build a higher version, or delete that release first.',
    })
  })

  it('changes nothing with the same bytes', () => {
    expect(publishBuild(upload('1.2', 1))(one)).toBeNull()
    expect(publishBuild(upload('1.02', 1, { notes: '', publish: 'stable' }))(one)).toBeNull()
  })

  it('takes a channel that comes with the same bytes', () => {
    expect(sentenceOf(upload('1.2', 1, { publish: 'beta' }), one)).toBe('Published 1.02 of default to beta')
  })

  it('takes notes that come with the same bytes where it has none, and keeps those it has', () => {
    const bare = registryOf(publishBuild(upload('1.02', 1)))
    const noted = applied(bare, publishBuild(upload('1.2', 1, { notes: 'second' })))
    expect(noted.change.sentence).toBe('Edited the notes of 1.02 of default')
    expect(productOf(noted)?.releases['1.02']).toMatchObject({
      notes: 'second',
      builds: { default: buildOf(1) },
    })
    expect(publishBuild(upload('1.2', 1, { notes: 'third' }))(noted)).toBeNull()
  })

  it('is refused when it is an alias of another release', () => {
    const aliased = applied(one, setAliases({ product: 'default', version: '1.02', aliases: ['1.01'] }))
    expect(refusalOf(publishBuild(upload('v1.1', 2)), aliased)).toMatchObject({
      code: 'version-exists',
      sentence:
        'Devices of default that say v1.1 count as running 1.02, which accepts it as an alias: take that alias away first.',
    })
  })

  it('is free again once its release is deleted, which then cannot be brought back', () => {
    const registry = registryOf(
      publishBuild(upload('1.0', 1)),
      publishBuild(upload('1.02', 2)),
      deleteRelease({ product: 'default', version: '1.02', at }),
      publishBuild(upload('1.2', 3)),
    )
    expect(productOf(registry)?.removed).toEqual({})
    expect(Object.keys(productOf(registry)?.releases ?? {})).toEqual(['1.0', '1.2'])
  })
})

describe('what became of an upload', () => {
  it('is its release, its board and the channel it moved', () => {
    const request = upload('1.03', 2, { publish: 'beta' })
    expect(findPublished(one, applied(one, publishBuild(request)), request)).toMatchObject({
      release: { version: '1.03' },
      board: 'default',
      build: buildOf(2),
      published: 'beta',
    })
  })

  it('names no channel when none was moved', () => {
    const request = upload('v1.2', 1)
    expect(findPublished(one, applied(one, publishBuild(request)), request)).toMatchObject({
      release: { version: '1.02' },
      published: null,
    })
  })

  it('is the board it asked for, though another has the same bytes', () => {
    const request = upload('1.02', 1, { board: 'twin' })
    const after = applied(one, publishBuild(request))
    expect(findPublished(one, after, request)?.board).toBe('twin')
  })

  it('is nothing where the build is not', () => {
    expect(findPublished(one, one, upload('1.02', 2))).toBeNull()
    expect(findPublished(one, one, upload('1.03', 1))).toBeNull()
    expect(findPublished(one, one, upload('1.02', 1, { product: 'thermo' }))).toBeNull()
  })
})
