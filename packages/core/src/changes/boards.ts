import type { Board, Build, Product, Release } from '@cyberdeck-ota/schema'
import { own } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { listOf } from './listOf.ts'

type Boards = Record<string, Board>

/**
 * The boards of a product: those its builds are for, each with their chip, and those that were declared before. A
 * declared board keeps the chip it has come to have.
 */
export function boardsOf(releases: Record<string, Release>, before: Boards): Boards {
  const boards: Boards = Object.fromEntries(Object.entries(before).filter(([, { declared }]) => declared))
  for (const [name, { chip }] of Object.values(releases).flatMap(({ builds }) => Object.entries(builds))) {
    const present = own(boards, name)
    boards[name] = { ...present, chip: present?.chip ?? chip }
  }
  return boards
}

/** A board is one piece of hardware: throws `wrong-chip` when it is known to have another chip. */
export function requireSameChip(product: string, boards: Boards, name: string, build: Build): void {
  const chip = own(boards, name)?.chip ?? null
  if (chip === null || build.chip === null || chip === build.chip) return
  throw new Refusal(
    'wrong-chip',
    `This image is for ${build.chip}, and board ${name} of ${product} is for ${chip}. ` +
      `If it is meant for another board, name that board, such as ${boardWith(boards, build.chip)}.`,
  )
}

/** A board that has this chip; where there is none, what one may be called. */
function boardWith(boards: Boards, chip: string): string {
  return Object.keys(boards).find((name) => own(boards, name)?.chip === chip) ?? chip.toLowerCase()
}

/**
 * The board an upload is for: the one it names, else the only one there is, else the only one with the image's chip;
 * `default` while there is none. Throws `bad-field` when nothing tells.
 */
export function boardFor(
  product: string,
  boards: Boards,
  { named, chip }: { named: string | undefined; chip: string | null },
): string {
  if (named !== undefined) return named
  const names = Object.keys(boards).sort()
  if (names.length <= 1) return names[0] ?? 'default'
  const [fitting, ...others] = chip === null ? [] : names.filter((name) => own(boards, name)?.chip === chip)
  if (fitting !== undefined && others.length === 0) return fitting
  throw new Refusal(
    'bad-field',
    `${product} has the boards ${listOf(names)}: say which one this image is for in the field board.`,
  )
}

/** Versions of the releases that have a build for this board. */
export function releasesFor({ releases }: Product, board: string): string[] {
  return Object.values(releases)
    .filter(({ builds }) => own(builds, board) !== undefined)
    .map(({ version }) => version)
}

/** Boards of the product that a release has no build for, sorted: their devices stay as they are. */
export function boardsWithout({ boards }: Product, { builds }: Release): string[] {
  return Object.keys(boards)
    .filter((board) => own(builds, board) === undefined)
    .sort()
}
