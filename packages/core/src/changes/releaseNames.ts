import type { Product, Release } from '@cyberdeck-ota/schema'
import { Refusal } from '../refusal.ts'
import { sameVersion } from '../version.ts'

/** The releases of a product but one. */
export function othersThan({ releases }: Product, version: string): Release[] {
  return Object.values(releases).filter((release) => !sameVersion(release.version, version))
}

/** A text can mean one release only: throws `version-exists` when it is the version or an alias of one of these. */
export function requireFree(product: string, others: Release[], text: string): void {
  for (const { version, aliases = [] } of others) {
    if (sameVersion(version, text)) {
      throw new Refusal('version-exists', `${product} has a release ${version} already.`)
    }
    if (aliases.some((alias) => sameVersion(alias, text))) {
      throw new Refusal(
        'version-exists',
        `Devices of ${product} that say ${text} count as running ${version}, which accepts it as an alias: take that alias away first.`,
      )
    }
  }
}
