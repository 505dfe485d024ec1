import type { Change } from '../change.ts'
import { own } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { releasesFor } from './boards.ts'
import { listOf } from './listOf.ts'
import { requireProduct } from './requireProduct.ts'
import { without, withProduct } from './withProduct.ts'

/** Deletes a declared board. Refused: `unknown-product`, `unknown-board`, and `board-in-use` while builds are for it. */
export function deleteBoard(request: { product: string; board: string }): Change {
  const { board } = request
  return (registry) => {
    const product = requireProduct(registry, request.product)
    if (own(product.boards, board) === undefined) {
      throw new Refusal('unknown-board', `${request.product} has no board ${board}.`)
    }
    const versions = releasesFor(product, board)
    if (versions.length > 0) {
      const where = versions.length > 3 ? `${versions.length} releases` : listOf(versions)
      throw new Refusal(
        'board-in-use',
        `Board ${board} of ${request.product} has builds in ${where}: it goes when the last of them is deleted.`,
      )
    }
    return {
      products: withProduct(registry, request.product, {
        ...product,
        boards: without(product.boards, board),
      }),
      note: { code: 'board-deleted', sentence: `Deleted board ${board} of ${request.product}` },
    }
  }
}
