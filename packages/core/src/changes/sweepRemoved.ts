import type { Product } from '@cyberdeck-ota/schema'
import type { Change } from '../change.ts'

/**
 * Drops the deleted releases that were removed before the timestamp `before`: their undo ends, and nothing refers to
 * their files any more.
 */
export function sweepRemoved(request: { before: string }): Change {
  const limit = Date.parse(request.before)
  const keep = (product: Product): Product => ({
    ...product,
    removed: Object.fromEntries(
      Object.entries(product.removed).filter(([, { removedAt }]) => Date.parse(removedAt) >= limit),
    ),
  })
  return (registry) => {
    const products = Object.fromEntries(
      Object.entries(registry.products).map(([name, product]) => [name, keep(product)]),
    )
    const count = countRemoved(registry.products) - countRemoved(products)
    if (count === 0) return null
    const releases = count === 1 ? '1 deleted release' : `${count} deleted releases`
    return { products, note: { code: 'removed-swept', sentence: `Gave up ${releases} for good` } }
  }
}

function countRemoved(products: Record<string, Product>): number {
  return Object.values(products).reduce((count, { removed }) => count + Object.keys(removed).length, 0)
}
