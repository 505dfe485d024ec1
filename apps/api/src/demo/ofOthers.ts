import { findDemo } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'

const reduced = new WeakMap<Registry, Registry>()

/**
 * The registry as it is for whoever is not of the demo fleet: without its product. Its images are no programs, and a real
 * board that happens to poll for a product of that name must never be sent one. The same object where there is no demo.
 */
export function ofOthers(registry: Registry): Registry {
  const known = reduced.get(registry) ?? withoutDemo(registry)
  reduced.set(registry, known)
  return known
}

function withoutDemo(registry: Registry): Registry {
  const demo = findDemo(registry)
  if (demo === null) return registry
  const products = Object.fromEntries(Object.entries(registry.products).filter(([name]) => name !== demo))
  return { ...registry, products }
}
