import type { Change } from '../change.ts'
import { requireProduct, requireRelease } from './requireProduct.ts'
import { withProduct } from './withProduct.ts'

/** Replaces the notes of a release. Refused: `unknown-product`, `unknown-release`. */
export function editNotes(request: { product: string; version: string; notes: string }): Change {
  return (registry) => {
    const product = requireProduct(registry, request.product)
    const release = requireRelease(registry, request.product, request.version)
    if (release.notes === request.notes) return null
    const releases = { ...product.releases, [release.version]: { ...release, notes: request.notes } }
    return {
      products: withProduct(registry, request.product, { ...product, releases }),
      note: {
        code: 'notes-edited',
        sentence: `Edited the notes of ${release.version} of ${request.product}`,
      },
    }
  }
}
