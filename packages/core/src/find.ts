import type { Product, Registry, Release } from '@cyberdeck-ota/schema'
import { versionSortKey } from './versionSortKey.ts'

/** A record's own entry: records are keyed by what people type, and "constructor" is a name too. */
export function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The product of that name, or null. */
export function findProduct(registry: Registry, name: string): Product | null {
  return own(registry.products, name) ?? null
}

/** The release whose version is the same as `version`, however either is spelled, or null. */
export function findRelease(product: Product, version: string): Release | null {
  return findSame(product.releases, version)
}

/** The keys of a record by their version, for those that are spelled otherwise. A registry is never mutated. */
const spellings = new WeakMap<object, Map<string, string>>()

/** The entry of a record keyed by version whose key is the same version, or null. */
export function findSame<T>(record: Record<string, T>, version: string): T | null {
  const exact = own(record, version)
  if (exact !== undefined) return exact
  const key = spellingsOf(record).get(versionSortKey(version))
  return key === undefined ? null : (own(record, key) ?? null)
}

function spellingsOf(record: object): Map<string, string> {
  const present = spellings.get(record)
  if (present !== undefined) return present
  const keys = new Map(Object.keys(record).map((key) => [versionSortKey(key), key]))
  spellings.set(record, keys)
  return keys
}
