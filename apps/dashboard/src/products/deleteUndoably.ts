import type { Board, Channel, Product } from '@cyberdeck-ota/schema'
import {
  createProduct,
  declareBoard,
  deleteBoard,
  deleteChannel,
  deleteProduct,
  registryNow,
  setChannel,
} from '../api/commands.ts'
import { pointerOf } from '../releaseActions/setLatest.ts'
import { undoable } from '../ui/toast.tsx'

/** Deletes a product, says so, and offers to make it again with the boards that were declared in it. */
export async function deleteProductUndoably(name: string, product: Product) {
  await deleteProduct(name)
  undoable(`Deleted the product ${name}.`, async () => {
    await createProduct(name)
    for (const [board, { chip }] of Object.entries(product.boards))
      await declareBoard({ product: name, board, chip })
  })
}

/** Deletes a declared board, says so, and offers to declare it again. */
export async function deleteBoardUndoably(product: string, board: string, { chip }: Board) {
  await deleteBoard({ product, board })
  undoable(`Deleted board ${board}.`, () => declareBoard({ product, board, chip }))
}

/** Deletes a channel, says so, and offers to point it where it pointed. */
export async function deleteChannelUndoably(product: string, channel: string, pointer: Channel) {
  await deleteChannel({ product, channel })
  undoable(
    channel === 'stable' ? `Nothing is on stable of ${product} any more.` : `Deleted channel ${channel}.`,
    async () => {
      if (pointerOf(await registryNow(), { product, channel }) !== null)
        throw new Error(`${channel} of ${product} points at a release again, so it stays as it is.`)
      await setChannel({ product, channel, ...pointer })
    },
  )
}
