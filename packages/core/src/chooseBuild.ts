import type { Build, Product, Reason, Release } from '@cyberdeck-ota/schema'
import { own } from './find.ts'

/** A build of a release, and the board it is for. */
export interface Choice {
  board: string
  build: Build
}

/** What tells which board a device is. */
export interface BoardHints {
  /** By the device itself. */
  named: string | null
  /** Those whose build it is proven to run. */
  proven: readonly string[]
  /** Remembered of an earlier check-in. */
  learned: string | null
  chip: string | null
}

/**
 * Which build of a release is the device's: that of the board it names, else that of the product's only board, else that
 * of the board whose build it is proven to run, else of the one it was once proven to be, else that of the only board of
 * the product that fits its chip, else that of the board `default`. A reason when nothing tells: the one build of a
 * release may be for another board than the device's when the product has several.
 */
export function chooseBuild(release: Release, boards: Product['boards'], hints: BoardHints): Choice | Reason {
  const { named, proven, chip } = hints
  if (named !== null) return choiceFor(release, named)
  const [only, ...others] = Object.entries(release.builds)
  if (only !== undefined && others.length === 0 && Object.keys(boards).length === 1)
    return { board: only[0], build: only[1] }
  const learned = hints.learned !== null && Object.hasOwn(boards, hints.learned) ? hints.learned : null
  if (proven.length > 0) return provenChoice(release, proven, learned)
  if (learned !== null) return choiceFor(release, learned)
  const fitting = chip === null ? null : onlyFitting(boards, chip)
  if (fitting !== null) return choiceFor(release, fitting)
  return choiceOf(release, 'default') ?? { code: 'board-unknown', target: release.version }
}

/**
 * One build may serve several boards. When the device runs such a build, and its boards have come to differ in the
 * release, nothing but what was learned before and the name `default` can tell which one it is.
 */
function provenChoice(release: Release, proven: readonly string[], learned: string | null): Choice | Reason {
  const [board] = proven
  if (learned !== null && proven.includes(learned)) return choiceFor(release, learned)
  const choices = proven.flatMap((name) => choiceOf(release, name) ?? [])
  const [first] = choices
  if (first === undefined) return choiceFor(release, board ?? 'default')
  if (choices.every(({ build }) => build.sha256 === first.build.sha256)) return first
  return (
    choices.find((choice) => choice.board === 'default') ?? { code: 'board-unknown', target: release.version }
  )
}

/** A board of which no chip is known may be of any. */
function onlyFitting(boards: Product['boards'], chip: string): string | null {
  const fitting = Object.entries(boards).filter(([, board]) => board.chip === null || board.chip === chip)
  return fitting.length === 1 ? (fitting[0]?.[0] ?? null) : null
}

function choiceFor(release: Release, board: string): Choice | Reason {
  return choiceOf(release, board) ?? { code: 'no-build-for-board', target: release.version, board }
}

function choiceOf(release: Release, board: string): Choice | null {
  const build = own(release.builds, board)
  return build ? { board, build } : null
}
