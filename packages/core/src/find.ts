import type { Product, Registry, Release } from '@cyberdeck-ota/schema'
import { sameVersion } from './version.ts'

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

/** The entry of a record keyed by version whose key is the same version, or null. */
export function findSame<T>(record: Record<string, T>, version: string): T | null {
  const exact = own(record, version)
  if (exact !== undefined) return exact
  return Object.entries(record).find(([key]) => sameVersion(key, version))?.[1] ?? null
}
