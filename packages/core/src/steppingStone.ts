import type { Release } from '@cyberdeck-ota/schema'
import { findRelease } from './find.ts'
import { type Ran, versionRun } from './ran.ts'
import { orderTo, type Versioned } from './releaseOrder.ts'
import type { Target } from './target.ts'

/**
 * The release a device has to run next on its way to the target: the target itself, or the first stepping stone it has
 * not passed. What it runs counts as older than any stone when nothing tells. `missing` is a stone that is no release any
 * more: it cannot be passed, and what lies beyond it is not for this device.
 */
export function nextStep({ product, release }: Target, ran: Ran): Release | { missing: string } {
  const running = versionRun(ran)
  const path = [release]
  let step = release
  for (;;) {
    const { minFrom } = step
    if (minFrom === undefined) return step
    const stone = findRelease(product, minFrom)
    const named = stone ?? { version: minFrom }
    // Only a file that was edited by hand holds a stone that is not older than what it leads to: it leads nowhere.
    if (path.some((later) => !isBefore(named.version, later))) return step
    if (running !== null && !isBefore(running, named)) return step
    if (stone === null) return { missing: minFrom }
    path.push(stone)
    step = stone
  }
}

/** Without an order two versions come one before the other, unless they are one. */
function isBefore(version: string, release: Versioned): boolean {
  return (orderTo(release, version) ?? -1) < 0
}
