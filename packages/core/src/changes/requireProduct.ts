import type { Product, Registry, Release } from '@cyberdeck-ota/schema'
import { findProduct, findRelease } from '../find.ts'
import { Refusal } from '../refusal.ts'

/** The product of that name. Throws `unknown-product`. */
export function requireProduct(registry: Registry, name: string): Product {
  const product = findProduct(registry, name)
  if (product === null) throw new Refusal('unknown-product', `There is no product named ${name}.`)
  return product
}

/** The release that is the same version. Throws `unknown-product` or `unknown-release`. */
export function requireRelease(registry: Registry, name: string, version: string): Release {
  const release = findRelease(requireProduct(registry, name), version)
  if (release === null) throw new Refusal('unknown-release', `${name} has no release ${version}.`)
  return release
}
