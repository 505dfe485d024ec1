import type { Product, Registry, Release } from '@cyberdeck-ota/schema'

/** The registry's products with one of them replaced. */
export function withProduct(registry: Registry, name: string, product: Product): Registry['products'] {
  return { ...registry.products, [name]: product }
}

/** The registry's products with one release of one of them replaced by its next state, under the same version. */
export function withRelease(
  registry: Registry,
  name: string,
  product: Product,
  release: Release,
): Registry['products'] {
  const releases = { ...product.releases, [release.version]: release }
  return withProduct(registry, name, { ...product, releases })
}

/** A record without one of its keys. */
export function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
