import type { Build, Registry } from '@cyberdeck-ota/schema'
import type { Change } from '../change.ts'
import { findProduct } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { emptyProduct } from './createProduct.ts'
import { publishBuild } from './publishBuild.ts'
import { withProduct } from './withProduct.ts'

/**
 * Makes the product of the demo fleet with its releases, the first of which `stable` points at. Refused: `demo-running`
 * while there is one, and `product-exists` when the name is taken. `at` is the timestamp of the releases.
 */
export function createDemo(request: {
  product: string
  builds: readonly { version: string; board: string; notes: string; build: Build }[]
  at: string
}): Change {
  const { product, builds, at } = request
  return (registry) => {
    const running = findDemo(registry)
    if (running !== null)
      throw new Refusal('demo-running', `A demo fleet is running: remove ${running} first.`)
    if (findProduct(registry, product) !== null) {
      throw new Refusal('product-exists', `There is a product named ${product} already.`)
    }
    let products = withProduct(registry, product, { ...emptyProduct, demo: true })
    for (const build of builds) {
      products = publishBuild({ product, at, ...build })({ ...registry, products })?.products ?? products
    }
    return {
      products,
      note: { code: 'demo-created', sentence: `Started a demo fleet, which polls for ${product}` },
    }
  }
}

/** The product of the demo fleet, by name; null when there is none. */
export function findDemo({ products }: Pick<Registry, 'products'>): string | null {
  return Object.keys(products).find((name) => products[name]?.demo) ?? null
}
