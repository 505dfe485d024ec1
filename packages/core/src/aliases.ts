import type { Product, Release } from '@cyberdeck-ota/schema'
import { versionSortKey } from './versionSortKey.ts'

/** By the key of each alias; null for a product without any. A product is never mutated. */
const indexes = new WeakMap<Product, Map<string, Release> | null>()

/** The release of which `said` is accepted as another name, however it is spelled, or null. */
export function acceptedAs(product: Product, said: string): Release | null {
  return indexOf(product)?.get(versionSortKey(said)) ?? null
}

function indexOf(product: Product): Map<string, Release> | null {
  const present = indexes.get(product)
  if (present !== undefined) return present
  const releases = Object.values(product.releases)
  const entries = releases.flatMap((release) =>
    (release.aliases ?? []).map((alias) => [versionSortKey(alias), release] as const),
  )
  const index = entries.length === 0 ? null : new Map(entries)
  // The version of a release is no other's name, whatever a file says that was edited by hand.
  for (const { version } of index ? releases : []) index?.delete(versionSortKey(version))
  indexes.set(product, index)
  return index
}
