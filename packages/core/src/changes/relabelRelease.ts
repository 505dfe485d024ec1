import type { Product, Release } from '@cyberdeck-ota/schema'
import type { Change } from '../change.ts'
import { sameVersion } from '../version.ts'
import { othersThan, requireFree } from './releaseNames.ts'
import { requireProduct, requireRelease } from './requireProduct.ts'
import { withAliases } from './setAliases.ts'
import { reachedOver, requireStone } from './stones.ts'
import { withProduct } from './withProduct.ts'

/**
 * Gives a release another version text. Channels and releases that name it follow, and the new version is no alias of it
 * any more. A deleted release of the new version can no longer be brought back, as after an upload. Refused:
 * `unknown-product`, `unknown-release`, `version-exists`, and `stepping-stone-loop` when a stepping stone would not be
 * older any more.
 */
export function relabelRelease(request: { product: string; version: string; newVersion: string }): Change {
  const { product: name, newVersion } = request
  return (registry) => {
    const product = requireProduct(registry, name)
    const release = requireRelease(registry, name, request.version)
    const { version } = release
    if (version === newVersion) return null
    requireFree(name, othersThan(product, version), newVersion)
    const next = relabelled(product, release, newVersion)
    for (const affected of [next.releases[newVersion], ...reachedOver(next, newVersion)]) {
      if (affected) requireStone(name, next, affected)
    }
    return {
      products: withProduct(registry, name, next),
      note: { code: 'release-relabelled', sentence: `Relabelled ${version} of ${name} as ${newVersion}` },
    }
  }
}

function relabelled(product: Product, release: Release, newVersion: string): Product {
  const { version } = release
  const aliases = (release.aliases ?? []).filter((alias) => !sameVersion(alias, newVersion))
  const renamed: Release = { ...withAliases(release, aliases), version: newVersion }
  const following = <Of extends Release>(other: Of): Of =>
    other.minFrom !== undefined && sameVersion(other.minFrom, version)
      ? { ...other, minFrom: newVersion }
      : other
  const releases = Object.values(product.releases).map((other) =>
    following(other === release ? renamed : other),
  )
  const removed = Object.entries(product.removed)
    .filter(([other]) => !sameVersion(other, newVersion))
    .map(([other, entry]) => [other, { ...entry, release: following(entry.release) }] as const)
  const channels = Object.entries(product.channels).map(
    ([channel, pointer]) =>
      [channel, pointer.version === version ? { ...pointer, version: newVersion } : pointer] as const,
  )
  return {
    ...product,
    releases: Object.fromEntries(releases.map((other) => [other.version, other])),
    removed: Object.fromEntries(removed),
    channels: Object.fromEntries(channels),
  }
}
