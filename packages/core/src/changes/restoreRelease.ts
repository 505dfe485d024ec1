import type { Change } from '../change.ts'
import { findSame } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { boardsOf, requireSameChip } from './boards.ts'
import { requireFree } from './releaseNames.ts'
import { requireProduct } from './requireProduct.ts'
import { requireStone } from './stones.ts'
import { without, withProduct } from './withProduct.ts'

/**
 * Brings a deleted release back as it was. Refused: `unknown-product`, `unknown-release` when it is not among the
 * removed, or when its stepping stone is gone, `version-exists` when its version or one of its aliases has come to mean
 * another release, `wrong-chip` when one of its boards has come to mean another chip, and `stepping-stone-loop` when its
 * stone has come to be no older than itself.
 */
export function restoreRelease(request: { product: string; version: string }): Change {
  return (registry) => {
    const product = requireProduct(registry, request.product)
    const others = Object.values(product.releases)
    requireFree(request.product, others, request.version)
    const { release } = findSame(product.removed, request.version) ?? {}
    if (release === undefined) {
      throw new Refusal('unknown-release', `${request.product} has no deleted release ${request.version}.`)
    }
    for (const [board, build] of Object.entries(release.builds)) {
      requireSameChip(request.product, product.boards, board, build)
    }
    for (const alias of release.aliases ?? []) requireFree(request.product, others, alias)
    const { version } = release
    const releases = { ...product.releases, [version]: release }
    const removed = without(product.removed, version)
    requireStone(request.product, { ...product, releases }, release)
    return {
      products: withProduct(registry, request.product, {
        ...product,
        releases,
        boards: boardsOf(releases, product.boards),
        removed,
      }),
      note: { code: 'release-restored', sentence: `Brought ${version} of ${request.product} back` },
    }
  }
}
