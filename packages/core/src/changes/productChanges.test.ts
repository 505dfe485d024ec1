import { describe, expect, it } from 'vitest'
import { applied, at, buildOf, registryOf } from '../../test/registries.ts'
import {
  boardsWithout,
  type Change,
  createProduct,
  declareBoard,
  deleteBoard,
  deleteChannel,
  deleteProduct,
  deleteRelease,
  publishBuild,
  refusalOf,
  setChannel,
} from '../index.ts'

const product = 'thermo'
const publish = (version: string, seed: number, board?: string, chip = 'ESP32') =>
  publishBuild({ product, version, board, build: buildOf(seed, { chip }), at })
const declare = (board: string, chip: string | null = null) => declareBoard({ product, board, chip })
const boardsIn = (...changes: Change[]) => registryOf(...changes).products.thermo?.boards
const made = registryOf(createProduct({ product }))
const one = registryOf(publish('1.00', 1))

describe('making a product', () => {
  it('leaves a product with nothing in it', () => {
    expect(made.products).toEqual({ thermo: { boards: {}, releases: {}, channels: {}, removed: {} } })
    expect(made.change).toEqual({ code: 'product-created', sentence: 'Made the product thermo' })
  })

  it('is refused when there is one of that name', () => {
    expect(refusalOf(createProduct({ product }), one)).toMatchObject({
      code: 'product-exists',
      sentence: 'There is a product named thermo already.',
    })
  })

  it('leaves the first upload to be published, as if the upload had made it', () => {
    const uploaded = applied(made, publish('1.00', 1))
    expect(uploaded.products).toEqual(one.products)
  })
})

describe('deleting a product', () => {
  const deletion = deleteProduct({ product })

  it('takes it and its declared boards away', () => {
    expect(applied(applied(made, declare('s3')), deletion).products).toEqual({})
  })

  it('is refused while it has releases, naming a few of them', () => {
    expect(refusalOf(deletion, one)).toMatchObject({
      code: 'product-in-use',
      sentence: 'thermo has the release 1.00: delete it first.',
    })
    const four = registryOf(...[1, 2, 3, 4].map((minor) => publish(`1.0${minor}`, minor)))
    expect(refusalOf(deletion, four)?.sentence).toBe('thermo has 4 releases: delete them first.')
  })

  it('is refused while a deleted release can be brought back', () => {
    const emptied = registryOf(
      publish('1.00', 1),
      deleteChannel({ product, channel: 'stable' }),
      deleteRelease({ product, version: '1.00', at }),
    )
    expect(refusalOf(deletion, emptied)).toMatchObject({
      code: 'product-in-use',
      sentence:
        '1.00 of thermo can still be brought back; a day after that was deleted, thermo can be deleted too.',
    })
  })

  it('is refused for default, which is what devices get that name none', () => {
    const registry = registryOf(createProduct({ product: 'default' }))
    expect(refusalOf(deleteProduct({ product: 'default' }), registry)?.code).toBe('product-in-use')
  })

  it('is refused when there is none of that name', () => {
    expect(refusalOf(deleteProduct({ product: 'constructor' }), one)?.code).toBe('unknown-product')
  })
})

describe('declaring a board', () => {
  it('makes it known before its first build, with its chip or without', () => {
    expect(boardsIn(createProduct({ product }), declare('s3', 'ESP32-S3'), declare('relay'))).toEqual({
      s3: { chip: 'ESP32-S3', declared: true },
      relay: { chip: null, declared: true },
    })
  })

  it('keeps images for another chip from it', () => {
    const registry = applied(made, declare('s3', 'ESP32-S3'))
    expect(refusalOf(publish('1.00', 1, 's3'), registry)).toMatchObject({
      code: 'wrong-chip',
      sentence:
        'This image is for ESP32, and board s3 of thermo is for ESP32-S3. ' +
        'If it is meant for another board, name that board, such as esp32.',
    })
    expect(refusalOf(publish('1.00', 1, 's3', 'ESP32-S3'), registry)).toBeNull()
    const withDevkit = applied(registry, declare('devkit', 'ESP32'))
    expect(refusalOf(publish('1.00', 1, 's3'), withDevkit)?.sentence).toContain('such as devkit.')
  })

  it('can be told another chip as long as no build says otherwise', () => {
    const registry = applied(made, declare('s3', 'ESP32-S2'))
    expect(applied(registry, declare('s3', 'ESP32-S3')).products.thermo?.boards.s3?.chip).toBe('ESP32-S3')
    expect(refusalOf(declare('default', 'ESP32-C6'), one)).toMatchObject({
      code: 'wrong-chip',
      sentence: 'Board default of thermo has builds for ESP32, in 1.00: it cannot be a board with ESP32-C6.',
    })
  })

  it('keeps a board that stood on builds alone when the last of them is deleted, with its chip', () => {
    const removal = deleteRelease({ product, version: '1.01', at })
    const builds = [publish('1.00', 1), publish('1.01', 2, 'extra', 'ESP32-S3')]
    expect(boardsIn(...builds, removal)).toEqual({ default: { chip: 'ESP32' } })
    expect(boardsIn(...builds, declare('extra'), removal)).toEqual({
      default: { chip: 'ESP32' },
      extra: { chip: 'ESP32-S3', declared: true },
    })
  })

  it('changes nothing when it is so already', () => {
    expect(declare('s3', 'ESP32-S3')(applied(made, declare('s3', 'ESP32-S3')))).toBeNull()
  })
})

describe('deleting a board', () => {
  it('takes a declared one away', () => {
    expect(
      boardsIn(createProduct({ product }), declare('s3'), deleteBoard({ product, board: 's3' })),
    ).toEqual({})
  })

  it('is refused while builds are for it', () => {
    expect(refusalOf(deleteBoard({ product, board: 'default' }), one)).toMatchObject({
      code: 'board-in-use',
      sentence: 'Board default of thermo has builds in 1.00: it goes when the last of them is deleted.',
    })
  })

  it('is refused when there is none of that name', () => {
    expect(refusalOf(deleteBoard({ product, board: 'constructor' }), one)?.code).toBe('unknown-board')
  })
})

describe('deleting a channel', () => {
  const drop = (channel: string) => deleteChannel({ product, channel })

  it('takes it away and leaves its release', () => {
    const registry = registryOf(
      publish('1.00', 1),
      setChannel({ product, channel: 'beta', version: '1.00', recall: false }),
      drop('beta'),
    )
    expect(registry.products).toEqual(one.products)
    expect(registry.change).toEqual({ code: 'channel-deleted', sentence: 'Deleted channel beta of thermo' })
  })

  it('is refused for stable while it could point at another release', () => {
    const two = applied(one, publish('1.01', 2))
    expect(refusalOf(drop('stable'), two)).toMatchObject({
      code: 'channel-in-use',
      sentence:
        'stable is what devices follow that name no channel, so it always stays: point it at another release of thermo.',
    })
  })

  it('empties stable when its release is the only one, so that a product made by mistake can go', () => {
    const registry = registryOf(
      publish('1.00', 1),
      drop('stable'),
      deleteRelease({ product, version: '1.00', at }),
    )
    expect(registry.products.thermo).toMatchObject({ releases: {}, channels: {} })
  })

  it('is refused when there is none of that name', () => {
    expect(refusalOf(drop('constructor'), one)?.code).toBe('unknown-channel')
  })
})

describe('the boards without a build in a release', () => {
  it('are those of the product that it lacks', () => {
    const registry = registryOf(
      publish('1.00', 1),
      publish('1.00', 2, 's3', 'ESP32-S3'),
      publish('1.01', 3, 's3', 'ESP32-S3'),
      declare('relay'),
    )
    const { thermo } = registry.products
    const missing = Object.values(thermo?.releases ?? {}).map(
      (release) => thermo && boardsWithout(thermo, release),
    )
    expect(missing).toEqual([['relay'], ['default', 'relay']])
  })
})
