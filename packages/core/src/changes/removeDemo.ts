import type { Change } from '../change.ts'
import { findProduct } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { without } from './withProduct.ts'

/**
 * Takes the product of the demo fleet away with all that is in it, for good. Nothing to do where it is gone already.
 * Refused: `product-in-use` for a product that is none of a demo.
 */
export function removeDemo({ product }: { product: string }): Change {
  return (registry) => {
    const found = findProduct(registry, product)
    if (found === null) return null
    if (!found.demo) {
      throw new Refusal(
        'product-in-use',
        `${product} is a product of your own, and not that of a demo fleet.`,
      )
    }
    return {
      products: without(registry.products, product),
      note: { code: 'demo-removed', sentence: `Removed the demo fleet and its product ${product}` },
    }
  }
}
