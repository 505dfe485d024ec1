import type { Board } from '@cyberdeck-ota/schema'
import type { Change } from '../change.ts'
import { own } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { boardsOf, releasesFor } from './boards.ts'
import { listOf } from './listOf.ts'
import { requireProduct } from './requireProduct.ts'
import { withProduct } from './withProduct.ts'

/**
 * Makes a board known before its first build, or keeps one that stands on builds alone. `chip` null: not said, so that
 * its first build tells. Refused: `unknown-product`, and `wrong-chip` when its builds are for another chip.
 */
export function declareBoard(request: { product: string; board: string; chip: string | null }): Change {
  const { board, chip } = request
  return (registry) => {
    const product = requireProduct(registry, request.product)
    const built = own(boardsOf(product.releases, {}), board)?.chip ?? null
    if (chip !== null && built !== null && chip !== built) {
      const versions = listOf(releasesFor(product, board))
      throw new Refusal(
        'wrong-chip',
        `Board ${board} of ${request.product} has builds for ${built}, in ${versions}: it cannot be a board with ${chip}.`,
      )
    }
    const declared: Board = { chip: chip ?? built, declared: true }
    const present = own(product.boards, board)
    if (present?.declared && present.chip === declared.chip) return null
    const boards = { ...product.boards, [board]: declared }
    return {
      products: withProduct(registry, request.product, { ...product, boards }),
      note: {
        code: 'board-declared',
        sentence: `Declared board ${board} of ${request.product}${declared.chip === null ? '' : `, ${declared.chip}`}`,
      },
    }
  }
}
