import type { Product } from '@cyberdeck-ota/schema'
import { acceptedAs } from './aliases.ts'
import type { KnownBuild } from './digestIndex.ts'

/** What a device was found to run, by everything that tells. */
export interface Ran {
  /** Version of the release whose digest it sent. */
  proven: string | null
  /** The release that accepts what it said as another name; null where a digest says more than that. */
  acceptedAs: string | null
  /** What it said. */
  said: string | null
}

/** `known` are the builds of any product that its digests may be of, `proven` the one of this product. */
export function ranBy(
  product: Product,
  said: string | null,
  known: readonly KnownBuild[],
  proven: KnownBuild | null,
): Ran {
  const accepting = said !== null && known.length === 0 ? acceptedAs(product, said) : null
  return { proven: proven?.version ?? null, acceptedAs: accepting?.version ?? null, said }
}

/** The version a device is compared by; null when nothing tells. */
export function versionRun({ proven, acceptedAs, said }: Ran): string | null {
  return proven ?? acceptedAs ?? said
}
