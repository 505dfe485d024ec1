import { boardsWithout } from '@cyberdeck-ota/core'
import type { Product, Release } from '@cyberdeck-ota/schema'

/** How a release serves a board of its product. */
export interface Coverage {
  board: string
  chip: string | null
  /** `left-behind`: it has no build for it, and others have. `waiting`: there is none for it at all so far. */
  state: 'covered' | 'left-behind' | 'waiting'
}

/** Every board of the product, by name. */
export function coverageOf(product: Product, release: Release): Coverage[] {
  const behind = leftBehind(product, release)
  const stateOf = (board: string): Coverage['state'] => {
    if (Object.hasOwn(release.builds, board)) return 'covered'
    return behind.includes(board) ? 'left-behind' : 'waiting'
  }
  return Object.entries(product.boards)
    .map(([board, { chip }]) => ({ board, chip, state: stateOf(board) }))
    .sort((a, b) => a.board.localeCompare(b.board))
}

/**
 * Boards that other releases have builds for, and this one has not: devices of theirs stay behind when a channel points
 * here. A board that was only declared has no such devices.
 */
export function leftBehind(product: Product, release: Release): string[] {
  return boardsWithout(product, release).filter((board) =>
    Object.values(product.releases).some(({ builds }) => Object.hasOwn(builds, board)),
  )
}
