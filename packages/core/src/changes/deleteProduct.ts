import type { Change } from '../change.ts'
import { Refusal } from '../refusal.ts'
import { listOf } from './listOf.ts'
import { requireProduct } from './requireProduct.ts'
import { without } from './withProduct.ts'

/**
 * Deletes a product that has nothing in it but declared boards. Refused: `unknown-product`, and `product-in-use` for
 * `default`, which always is, while it has releases, and while one of them can still be brought back.
 */
export function deleteProduct(request: { product: string }): Change {
  const name = request.product
  return (registry) => {
    const { releases, removed } = requireProduct(registry, name)
    if (name === 'default') {
      throw new Refusal(
        'product-in-use',
        'The product default is what devices get that name none, so it always stays.',
      )
    }
    const versions = Object.keys(releases)
    if (versions.length > 0) {
      throw new Refusal('product-in-use', `${name} has ${releasesIn(versions)} first.`)
    }
    const restorable = Object.keys(removed)
    if (restorable.length > 0) {
      throw new Refusal(
        'product-in-use',
        `${listOf(restorable)} of ${name} can still be brought back; a day after that was deleted, ${name} can be deleted too.`,
      )
    }
    return {
      products: without(registry.products, name),
      note: { code: 'product-deleted', sentence: `Deleted the product ${name}` },
    }
  }
}

/** As many as one can take in, by name. */
function releasesIn(versions: string[]): string {
  if (versions.length === 1) return `the release ${versions[0]}: delete it`
  const which = versions.length > 3 ? `${versions.length} releases` : `the releases ${listOf(versions)}`
  return `${which}: delete them`
}
