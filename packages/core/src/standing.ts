import type { Reason, Release } from '@cyberdeck-ota/schema'
import type { Target } from './target.ts'
import { compareKeys, type VersionKey, versionKey } from './version.ts'

/** How a device stands towards its target: whether an update is due, and why. */
export interface Standing {
  due: boolean
  reason: Reason
}

/** A release is asked for at every poll, and its version read once. */
const keys = new WeakMap<Release, VersionKey | null>()

/**
 * Compares what a device runs with its target. `proven` is the version of the release whose digest it sent, which
 * is truer than the version it `said`: a label that was never raised, or raised too early, decides nothing then.
 */
export function standingTowards(target: Target, proven: string | null, said: string | null): Standing {
  const { version } = target.release
  if (proven === version)
    return { due: false, reason: { code: 'digest-match', running: said, target: version } }
  const running = proven ?? said
  if (running === null) return { due: true, reason: { code: 'version-unknown', target: version } }
  const order = running.trim() === version ? 0 : orderOf(running, target.release)
  if (order === null) return { due: true, reason: { code: 'version-differs', running, target: version } }
  if (order === 0) return { due: false, reason: { code: 'same-version', running, target: version } }
  if (order < 0) return { due: true, reason: { code: 'older', running, target: version } }
  return {
    due: target.recall,
    reason: { code: target.recall ? 'recalled' : 'running-newer', running, target: version },
  }
}

/** Null when one of the two has no order. */
function orderOf(running: string, release: Release): number | null {
  const targetKey = keyOf(release)
  const runningKey = targetKey && versionKey(running)
  return targetKey && runningKey && compareKeys(runningKey, targetKey)
}

function keyOf(release: Release): VersionKey | null {
  const present = keys.get(release)
  if (present !== undefined) return present
  const key = versionKey(release.version)
  keys.set(release, key)
  return key
}
