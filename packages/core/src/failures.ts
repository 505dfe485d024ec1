import type { Attempt } from './attempt.ts'
import type { Backoff } from './verdict.ts'

/** Of what a failed attempt tells: of the way to the device, or of the image. */
export type FailureKind = 'network' | 'image'

/** Attempts of one device at one build that failed. */
export interface Failures {
  /** Ended early, which is the network's doing. */
  aborted: number
  /** Delivered, and did not come to run: the image's doing. */
  failed: number
  /** ms since 1970 until which the build is not offered; null: until somebody lifts it. */
  until: number | null
}

const minute = 60_000
/** How long the device waits after its first, second … failure of a kind, ms. After the next it waits for somebody. */
const waits = [0, 15 * minute, 60 * minute, 360 * minute]

/**
 * What the state of an attempt counts as. A look that was declined is none, and the server's own stop is none: neither
 * tells anything of the device or the image.
 */
export function failureOf(attempt: Pick<Attempt, 'state' | 'evidence'> | null): FailureKind | null {
  switch (attempt?.state) {
    case 'aborted':
      return attempt.evidence.code === 'cut' || attempt.evidence.code === 'asked-again' ? 'network' : null
    case 'reverted':
    case 'drifted':
    case 'lost':
      return 'image'
    default:
      return null
  }
}

/**
 * The failures of a device at a build after its attempt went from `before` (null: it was not there) to `after`; null when
 * there are none any more. Each attempt counts once, whatever it is corrected to. The same object when nothing changes.
 * `now` in ms since 1970.
 */
export function failuresAfter(
  failures: Failures | null,
  before: Attempt | null,
  after: Attempt,
  now: number,
): Failures | null {
  if (after.state === 'confirmed') return failures && forgive(failures, failureOf(before), now)
  const kind = failureOf(after)
  return kind === null || failureOf(before) !== null ? failures : countFailure(failures, kind, now)
}

/** What stands between a device and a build after these failures. */
export function backoffOf({ aborted, failed, until }: Failures): Backoff {
  return { attempts: aborted + failed, until }
}

/** Whether a back-off still stands against the build. `now` in ms since 1970. */
export function isInForce({ until }: Pick<Backoff, 'until'>, now: number): boolean {
  return until === null || until > now
}

/** The later of what the two kinds ask for. */
function countFailure(failures: Failures | null, kind: FailureKind, now: number): Failures {
  const before = failures ?? { aborted: 0, failed: 0, until: now }
  const aborted = before.aborted + Number(kind === 'network')
  const failed = before.failed + Number(kind === 'image')
  const wait = waits[(kind === 'network' ? aborted : failed) - 1]
  const until = wait === undefined || before.until === null ? null : Math.max(before.until, now + wait)
  return { aborted, failed, until }
}

/**
 * A device that runs the build has no failure of this attempt, and the way to it works. Earlier failures of the image stay:
 * a build that starts, is heard of and falls back would be sent for ever.
 */
function forgive(failures: Failures, counted: FailureKind | null, now: number): Failures | null {
  const failed = failures.failed - Number(counted === 'image')
  if (failed <= 0) return null
  return { aborted: 0, failed, until: failed > waits.length ? null : now }
}
