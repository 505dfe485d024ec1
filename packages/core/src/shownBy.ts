import type { Evidence } from '@cyberdeck-ota/schema'
import type { Attempt } from './attempt.ts'
import type { Seen } from './seen.ts'
import { sameVersion } from './version.ts'

/** What a check-in shows of an attempt. */
export interface Shown {
  /** The device runs the build; or what it ran before; or a third thing. */
  runs: 'target' | 'before' | 'other'
  /** By a digest, and not only by what the device calls itself. */
  proven: boolean
  evidence: Evidence
}

/** Digest beats label, as it does for the verdict. */
export function shownBy(attempt: Attempt, seen: Seen): Shown {
  const { version: said } = seen
  if (isTarget(attempt, seen)) {
    return { runs: 'target', proven: true, evidence: { code: 'digest', version: attempt.version, said } }
  }
  const known = seen.builds.length > 0
  const digest: Evidence = known
    ? { code: 'digest', version: seen.runs, said }
    : { code: 'unknown-digest', said }
  if (isBefore(attempt, seen)) return { runs: 'before', proven: true, evidence: digest }
  if (known || rulesOutTarget(attempt, seen)) {
    const same = !rulesOutBefore(attempt, seen) && isLabelBefore(attempt, seen.runs ?? said)
    return { runs: same ? 'before' : 'other', proven: !same, evidence: digest }
  }
  return { runs: byLabel(attempt, seen), proven: false, evidence: { code: 'version', said } }
}

/**
 * Whether a label tells less than the device is known to be able to tell: the seed's sketch asks without digests first,
 * and its updater follows within seconds. No label at all tells nothing either.
 */
export function isFaint({ from }: Attempt, { version, sha256, md5 }: Seen, { runs }: Shown): boolean {
  if (runs === 'target' || sha256 !== null || md5 !== null) return false
  return from.sha256 !== null || from.md5 !== null || (version === null && from.version !== null)
}

function isTarget(
  { sha256: file, runningSha256, runningMd5 }: Attempt,
  { sha256, md5, builds }: Seen,
): boolean {
  if (builds.includes(file)) return true
  if (sha256 !== null && runningSha256 !== null) return sha256 === runningSha256
  return builds.length === 0 && md5 !== null && md5 === runningMd5
}

function isBefore({ from }: Attempt, { sha256, md5 }: Seen): boolean {
  if (sha256 !== null && from.sha256 !== null) return sha256 === from.sha256
  return md5 !== null && md5 === from.md5
}

/**
 * Of a SHA-256 that is not the target's. An MD5 that no build has may be that of an encrypted flash, which Arduino reads as
 * it lies there: it rules out nothing.
 */
function rulesOutTarget({ runningSha256 }: Attempt, { sha256 }: Seen): boolean {
  return sha256 !== null && runningSha256 !== null
}

/** Of digests that are not those of before. */
function rulesOutBefore({ from }: Attempt, { sha256, md5, builds }: Seen): boolean {
  if (sha256 !== null && from.sha256 !== null) return true
  return md5 !== null && from.md5 !== null && builds.length > 0
}

/** A label that the device bore before shows nothing new, though it be the target's: unless the digest did change. */
function byLabel(attempt: Attempt, seen: Seen): Shown['runs'] {
  const { version, acceptedAs } = seen
  if (!rulesOutBefore(attempt, seen) && isLabelBefore(attempt, version)) return 'before'
  const isTargets = [version, acceptedAs].some((name) => name !== null && sameVersion(name, attempt.version))
  return isTargets ? 'target' : 'other'
}

function isLabelBefore({ from }: Attempt, label: string | null): boolean {
  if (label === null || from.version === null) return label === from.version
  return sameVersion(label, from.version)
}
