import type { Release } from '@cyberdeck-ota/schema'
import { compareKeys, type VersionKey, versionKey } from './version.ts'

/** A release, for all that its order needs. */
export type Versioned = Pick<Release, 'version'>

/** A release is asked for at every poll, and its version read once. */
const keys = new WeakMap<Versioned, VersionKey | null>()

/**
 * Where `running` stands to a release: negative when it is older, 0 when it is the same version, positive when it is
 * newer. Null when one of the two has no order and the texts differ.
 */
export function orderTo(release: Versioned, running: string): number | null {
  if (running.trim() === release.version) return 0
  const releaseKey = keyOf(release)
  const runningKey = releaseKey && versionKey(running)
  return releaseKey && runningKey && compareKeys(runningKey, releaseKey)
}

function keyOf(release: Versioned): VersionKey | null {
  const present = keys.get(release)
  if (present !== undefined) return present
  const key = versionKey(release.version)
  keys.set(release, key)
  return key
}
