import type { Release } from '@cyberdeck-ota/schema'
import type { Change } from '../change.ts'
import { requireProduct, requireRelease } from './requireProduct.ts'
import { requireStone } from './stones.ts'
import { withRelease } from './withProduct.ts'

/**
 * Sets or (null) takes away the stepping stone of a release, which devices that run something older have to run first.
 * Refused: `unknown-product`, `unknown-release`, and `stepping-stone-loop` for a stone that is not older, or that is itself
 * reached by way of the release.
 */
export function setMinFrom(request: { product: string; version: string; minFrom: string | null }): Change {
  const name = request.product
  return (registry) => {
    const product = requireProduct(registry, name)
    const release = requireRelease(registry, name, request.version)
    const { version } = release
    const stone = request.minFrom === null ? null : requireRelease(registry, name, request.minFrom).version
    if ((release.minFrom ?? null) === stone) return null
    const { minFrom: _, ...without } = release
    const next: Release = stone === null ? without : { ...without, minFrom: stone }
    requireStone(name, product, next)
    return {
      products: withRelease(registry, name, product, next),
      note: {
        code: 'stone-set',
        sentence:
          stone === null
            ? `Took the stepping stone to ${version} of ${name} away`
            : `Made ${stone} the stepping stone to ${version} of ${name}`,
      },
    }
  }
}
