import { compareVersions, deleteBoard, refusalOf } from '@cyberdeck-ota/core'
import type { Board, Product, Registry } from '@cyberdeck-ota/schema'

/** A board as a row of the list. */
export interface BoardRow {
  registry: Registry
  /** Of the product. */
  name: string
  board: string
  facts: Board
  /** Versions of the releases with a build for it, newest first. */
  builds: string[]
  /** How many releases there are. */
  releases: number
  /** Why it cannot be deleted. */
  against: string | null
}

/** The boards of a product, by name. */
export function boardRows(registry: Registry, name: string, product: Product): BoardRow[] {
  const releases = Object.values(product.releases)
  return Object.entries(product.boards)
    .map(([board, facts]) => ({
      registry,
      name,
      board,
      facts,
      builds: releases
        .filter(({ builds }) => Object.hasOwn(builds, board))
        .map(({ version }) => version)
        .sort((a, b) => compareVersions(b, a)),
      releases: releases.length,
      against: refusalOf(deleteBoard({ product: name, board }), registry)?.sentence ?? null,
    }))
    .sort((a, b) => a.board.localeCompare(b.board))
}
