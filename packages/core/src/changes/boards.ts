import type { Board, Build, Release } from '@cyberdeck-ota/schema'
import { own } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { listOf } from './listOf.ts'

type Boards = Record<string, Board>

/** The boards of a product are those its builds are for, each with their chip: without builds, no board. */
export function boardsOf(releases: Record<string, Release>): Boards {
  const boards: Boards = {}
  for (const [name, { chip }] of Object.values(releases).flatMap(({ builds }) => Object.entries(builds))) {
    boards[name] = { chip: own(boards, name)?.chip ?? chip }
  }
  return boards
}

/** A board is one piece of hardware: throws `wrong-chip` when its other builds are for another chip. */
export function requireSameChip(product: string, boards: Boards, name: string, build: Build): void {
  const chip = own(boards, name)?.chip ?? null
  if (chip === null || build.chip === null || chip === build.chip) return
  throw new Refusal(
    'wrong-chip',
    `This image is for ${build.chip}, and the builds for board ${name} of ${product} are for ${chip}. ` +
      `If it is meant for another board, name that board, such as ${build.chip.toLowerCase()}.`,
  )
}

/** The board an upload is for: the one it names, else the only one there is, else `default`. */
export function boardFor(product: string, boards: Boards, named: string | undefined): string {
  if (named !== undefined) return named
  const names = Object.keys(boards).sort()
  if (names.length <= 1) return names[0] ?? 'default'
  throw new Refusal(
    'bad-field',
    `${product} has the boards ${listOf(names)}: say which one this image is for in the field board.`,
  )
}
