import type { Product, Release } from '@cyberdeck-ota/schema'
import { findRelease } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { compareVersions, isOrderable, sameVersion } from '../version.ts'
import { listOf } from './listOf.ts'

/**
 * The stepping stones on the way to a release, the first to be run first: those it names, and those that they name. Ends
 * where a stone is missing or comes up a second time, as in a file that was edited by hand.
 */
export function stonesTo(product: Product, release: Release): string[] {
  const path = [release.version]
  for (let at = release; at.minFrom !== undefined; ) {
    const stone = findRelease(product, at.minFrom)
    if (stone === null || path.includes(stone.version)) break
    path.unshift(stone.version)
    at = stone
  }
  return path.slice(0, -1)
}

/**
 * Throws unless the stepping stone of `release` can be one in `product`: `unknown-release` when it is none of its
 * releases, `stepping-stone-loop` when it is not older, or when its own way leads over `release`.
 */
export function requireStone(name: string, product: Product, { version, minFrom }: Release): void {
  if (minFrom === undefined) return
  const stone = findRelease(product, minFrom)
  if (stone === null) {
    throw new Refusal(
      'unknown-release',
      `${version} is reached by way of ${minFrom}, and ${name} has no release ${minFrom}.`,
    )
  }
  if (isOrderable(stone.version) && isOrderable(version) && compareVersions(stone.version, version) >= 0) {
    throw new Refusal(
      'stepping-stone-loop',
      sameVersion(stone.version, version)
        ? `${version} cannot be its own stepping stone.`
        : `${stone.version} is newer than ${version}, so it cannot be its stepping stone.`,
    )
  }
  if (sameVersion(stone.version, version) || stonesTo(product, stone).includes(version)) {
    throw new Refusal(
      'stepping-stone-loop',
      `${stone.version} is itself reached by way of ${version}, so it cannot be its stepping stone.`,
    )
  }
}

/** Releases that name `version` as their stepping stone. */
export function reachedOver({ releases }: Product, version: string): Release[] {
  return Object.values(releases).filter(
    ({ minFrom }) => minFrom !== undefined && sameVersion(minFrom, version),
  )
}

/** Throws `release-in-use` while other releases are reached by way of this one. */
export function requireNoStone(name: string, product: Product, version: string): void {
  const over = reachedOver(product, version)
  if (over.length === 0) return
  throw new Refusal(
    'release-in-use',
    `${version} is the stepping stone to ${listOf(over.map((release) => release.version))} of ${name}: ` +
      'take that away first.',
  )
}
