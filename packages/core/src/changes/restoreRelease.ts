import type { Change } from '../change.ts'
import { findRelease, findSame } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { boardsOf, requireSameChip } from './boards.ts'
import { requireProduct } from './requireProduct.ts'
import { without, withProduct } from './withProduct.ts'

/**
 * Brings a deleted release back as it was. Refused: `unknown-product`, `unknown-release` when it is not among the
 * removed, `version-exists` when the same version was published since, and `wrong-chip` when one of its boards has
 * come to mean another chip.
 */
export function restoreRelease(request: { product: string; version: string }): Change {
  return (registry) => {
    const product = requireProduct(registry, request.product)
    const present = findRelease(product, request.version)
    if (present !== null) {
      throw new Refusal('version-exists', `${request.product} has a release ${present.version} already.`)
    }
    const { release } = findSame(product.removed, request.version) ?? {}
    if (release === undefined) {
      throw new Refusal('unknown-release', `${request.product} has no deleted release ${request.version}.`)
    }
    for (const [board, build] of Object.entries(release.builds)) {
      requireSameChip(request.product, product.boards, board, build)
    }
    const { version } = release
    const releases = { ...product.releases, [version]: release }
    const removed = without(product.removed, version)
    return {
      products: withProduct(registry, request.product, {
        ...product,
        releases,
        boards: boardsOf(releases),
        removed,
      }),
      note: { code: 'release-restored', sentence: `Brought ${version} of ${request.product} back` },
    }
  }
}
