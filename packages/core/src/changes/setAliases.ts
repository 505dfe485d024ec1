import type { Release } from '@cyberdeck-ota/schema'
import type { Change } from '../change.ts'
import { Refusal } from '../refusal.ts'
import { sameVersion } from '../version.ts'
import { listOf } from './listOf.ts'
import { othersThan, requireFree } from './releaseNames.ts'
import { requireProduct, requireRelease } from './requireProduct.ts'
import { withRelease } from './withProduct.ts'

/**
 * Sets the other versions that devices running a release may call themselves; spellings of one version count once. Any
 * device that says one of them and sends no digest then counts as running the release. Refused: `unknown-product`,
 * `unknown-release`, and `version-exists` for the release's own version, and for the version or an alias of another.
 */
export function setAliases(request: { product: string; version: string; aliases: string[] }): Change {
  const name = request.product
  return (registry) => {
    const product = requireProduct(registry, name)
    const release = requireRelease(registry, name, request.version)
    const { version } = release
    const aliases = request.aliases.filter(
      (alias, index, all) => all.findIndex((other) => sameVersion(other, alias)) === index,
    )
    for (const alias of aliases) {
      if (sameVersion(alias, version)) {
        throw new Refusal('version-exists', `${alias} is the version of the release itself.`)
      }
      requireFree(name, othersThan(product, version), alias)
    }
    if (aliases.join('\n') === (release.aliases ?? []).join('\n')) return null
    return {
      products: withRelease(registry, name, product, withAliases(release, aliases)),
      note: {
        code: 'aliases-set',
        sentence:
          aliases.length === 0
            ? `Took the aliases of ${version} of ${name} away`
            : `Accepted ${listOf(aliases)} as ${aliases.length === 1 ? 'an alias' : 'aliases'} of ${version} of ${name}`,
      },
    }
  }
}

/** The release with these aliases and no others. */
export function withAliases(release: Release, aliases: string[]): Release {
  const { aliases: _, ...without } = release
  return aliases.length === 0 ? without : { ...without, aliases }
}
