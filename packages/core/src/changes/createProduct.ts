import type { Product } from '@cyberdeck-ota/schema'
import type { Change } from '../change.ts'
import { findProduct } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { withProduct } from './withProduct.ts'

/** A product before anything is known of it. */
export const emptyProduct: Product = { boards: {}, releases: {}, channels: {}, removed: {} }

/** Makes a product without anything in it; devices that poll for it are told that there is no firmware. Refused: `product-exists`. */
export function createProduct({ product }: { product: string }): Change {
  return (registry) => {
    if (findProduct(registry, product) !== null) {
      throw new Refusal('product-exists', `There is a product named ${product} already.`)
    }
    return {
      products: withProduct(registry, product, emptyProduct),
      note: { code: 'product-created', sentence: `Made the product ${product}` },
    }
  }
}
