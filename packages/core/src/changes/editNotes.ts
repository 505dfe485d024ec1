import type { Change } from '../change.ts'
import { requireProduct, requireRelease } from './requireProduct.ts'
import { withRelease } from './withProduct.ts'

/** Replaces the notes of a release. Refused: `unknown-product`, `unknown-release`. */
export function editNotes(request: { product: string; version: string; notes: string }): Change {
  return (registry) => {
    const product = requireProduct(registry, request.product)
    const release = requireRelease(registry, request.product, request.version)
    if (release.notes === request.notes) return null
    return {
      products: withRelease(registry, request.product, product, { ...release, notes: request.notes }),
      note: {
        code: 'notes-edited',
        sentence: `Edited the notes of ${release.version} of ${request.product}`,
      },
    }
  }
}
