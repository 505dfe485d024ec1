import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applied, at, buildOf, registryOf, someRegistry } from '../../test/registries.ts'
import { createDemo, createProduct, findDemo, publishBuild, refusalOf, removeDemo } from '../index.ts'

const product = 'demo'
const builds = ['1.00', '1.01'].flatMap((version, index) => [
  { version, board: 'devkit', notes: 'A demo.', build: buildOf(0x900 + index) },
  { version, board: 's3', notes: 'A demo.', build: buildOf(0x910 + index, { chip: 'ESP32-S3', chipId: 9 }) },
])
const start = createDemo({ product, builds, at })

describe('the product of a demo fleet', () => {
  it('comes with its releases at once, and stable points at the first', () => {
    const { products, change } = registryOf(start)
    expect(products.demo).toMatchObject({
      demo: true,
      boards: { devkit: { chip: 'ESP32' }, s3: { chip: 'ESP32-S3' } },
      channels: { stable: { version: '1.00', recall: false } },
    })
    expect(Object.keys(products.demo?.releases ?? {})).toEqual(['1.00', '1.01'])
    expect(change).toEqual({
      code: 'demo-created',
      sentence: 'Started a demo fleet, which polls for demo',
    })
  })

  it('is one at most, and takes nobody’s name', () => {
    expect(refusalOf(createDemo({ product: 'demo-2', builds, at }), registryOf(start))).toMatchObject({
      code: 'demo-running',
      sentence: 'A demo fleet is running: remove demo first.',
    })
    expect(refusalOf(start, registryOf(createProduct({ product })))?.code).toBe('product-exists')
  })

  it('goes with all that is in it, used or not', () => {
    const more = publishBuild({ product, board: 'devkit', version: '2.00', build: buildOf(0x920), at })
    expect(applied(registryOf(start, more), removeDemo({ product })).products).toEqual({})
  })

  it('is the only one that goes so easily', () => {
    const own = registryOf(publishBuild({ product, version: '1.00', build: buildOf(1), at }))
    expect(refusalOf(removeDemo({ product }), own)).toMatchObject({
      code: 'product-in-use',
      sentence: 'demo is a product of your own, and not that of a demo fleet.',
    })
    expect(removeDemo({ product: 'constructor' })(own)).toBeNull()
  })

  it('comes and goes without a trace in any registry', () => {
    fc.assert(
      fc.property(someRegistry, (before) => {
        const running = applied(before, start)
        expect(findDemo(running)).toBe('demo')
        expect(applied(running, removeDemo({ product })).products).toEqual(before.products)
        expect(findDemo(before)).toBeNull()
      }),
    )
  })
})
