import type { Registry } from '@cyberdeck-ota/schema'
import { acceptedAs } from './aliases.ts'
import { buildsRunning } from './digestIndex.ts'
import { findProduct } from './find.ts'
import type { CheckIn, Verdict } from './verdict.ts'

/** What a check-in tells of an attempt. Digests are lower-case hex. */
export interface Seen {
  /** What it said. */
  version: string | null
  /** The release that accepts what it said as another name; null: none does. */
  acceptedAs: string | null
  sha256: string | null
  md5: string | null
  /** The release its digest proves; null when that is of no release of its product. */
  runs: string | null
  /** The builds its digests may be of, of whichever product: the SHA-256 of their files. */
  builds: readonly string[]
  /** Arduino's updater asked, which tries what it is offered. */
  updater: boolean
}

/** `verdict` is what the check-in was answered, decided on `registry`. */
export function seenIn(registry: Registry, checkIn: CheckIn, verdict: Verdict): Seen {
  const { version } = checkIn
  const product = findProduct(registry, checkIn.product)
  const accepting = version !== null && product !== null ? acceptedAs(product, version) : null
  return {
    version,
    acceptedAs: accepting?.version ?? null,
    sha256: checkIn.runningSha256,
    md5: checkIn.runningMd5,
    runs: verdict.runs?.version ?? null,
    builds: buildsRunning(registry, checkIn).map(({ build }) => build.sha256),
    updater: checkIn.client !== 'plain',
  }
}
