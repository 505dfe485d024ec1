import type { Product, Registry } from '@cyberdeck-ota/schema'

/** The registry's products with one of them replaced. */
export function withProduct(registry: Registry, name: string, product: Product): Registry['products'] {
  return { ...registry.products, [name]: product }
}

/** A record without one of its keys. */
export function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
