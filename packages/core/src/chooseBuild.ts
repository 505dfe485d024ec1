import type { Build, Reason, Release } from '@cyberdeck-ota/schema'
import { own } from './find.ts'
import type { Target } from './target.ts'

/** A build of a release, and the board it is for. */
export interface Choice {
  board: string
  build: Build
}

/**
 * Which build of the target is the device's: that of the board it names, else that of the product's only board, else that
 * of the board whose build it is proven to run, else that of the board `default`. A reason when nothing tells: the one
 * build of a release may be for another board than the device's when the product has several.
 */
export function chooseBuild(
  { release, boards }: Target,
  named: string | null,
  proven: readonly string[],
): Choice | Reason {
  const target = release.version
  if (named !== null) return choiceOf(release, named) ?? { code: 'no-build-for-board', target, board: named }
  const [only, ...others] = Object.entries(release.builds)
  if (only !== undefined && others.length === 0 && Object.keys(boards).length === 1)
    return { board: only[0], build: only[1] }
  const [first] = proven
  if (first !== undefined)
    return provenChoice(release, proven) ?? { code: 'no-build-for-board', target, board: first }
  return choiceOf(release, 'default') ?? { code: 'board-unknown', target }
}

/**
 * One build may serve several boards. When the device runs such a build, and its boards have come to differ in the
 * release, nothing but the name `default` can tell which one it is.
 */
function provenChoice(release: Release, proven: readonly string[]): Choice | Reason | null {
  const choices = proven.flatMap((board) => choiceOf(release, board) ?? [])
  const [first] = choices
  if (first === undefined) return null
  if (choices.every(({ build }) => build.sha256 === first.build.sha256)) return first
  return (
    choices.find(({ board }) => board === 'default') ?? { code: 'board-unknown', target: release.version }
  )
}

function choiceOf(release: Release, board: string): Choice | null {
  const build = own(release.builds, board)
  return build ? { board, build } : null
}
