import type { Change } from '../change.ts'
import { Refusal } from '../refusal.ts'
import { sameVersion } from '../version.ts'
import { boardsOf } from './boards.ts'
import { listOf } from './listOf.ts'
import { requireProduct, requireRelease } from './requireProduct.ts'
import { requireNoStone } from './stones.ts'
import { without, withProduct } from './withProduct.ts'

/**
 * Takes a release out of the product and keeps it among the removed, from where `restoreRelease` brings it back until
 * `sweepRemoved` drops it. Refused: `unknown-product`, `unknown-release`, and `release-in-use` while a channel points
 * at it or another release is reached by way of it. `at` is the timestamp of the deletion.
 */
export function deleteRelease(request: { product: string; version: string; at: string }): Change {
  return (registry) => {
    const product = requireProduct(registry, request.product)
    const release = requireRelease(registry, request.product, request.version)
    const { version } = release
    const channels = Object.entries(product.channels).filter(([, pointer]) =>
      sameVersion(pointer.version, version),
    )
    if (channels.length > 0) {
      const names = listOf(channels.map(([name]) => name).sort())
      throw new Refusal(
        'release-in-use',
        `${version} is what ${names} of ${request.product} ${channels.length === 1 ? 'points' : 'point'} at: ` +
          'set another release there first.',
      )
    }
    requireNoStone(request.product, product, version)
    const releases = without(product.releases, version)
    const removed = { ...product.removed, [version]: { release, removedAt: request.at } }
    return {
      products: withProduct(registry, request.product, {
        ...product,
        releases,
        boards: boardsOf(releases, product.boards),
        removed,
      }),
      note: { code: 'release-deleted', sentence: `Deleted ${version} of ${request.product}` },
    }
  }
}
