import type { Registry } from '@cyberdeck-ota/schema'

/**
 * SHA-256 of every file the registry needs: the builds and factory images of its releases, and of those deleted ones
 * that can still be brought back. What is kept beside these is an orphan.
 */
export function referencedBlobs(registry: Registry): Set<string> {
  const products = Object.values(registry.products)
  const releases = products.flatMap(({ releases, removed }) => [
    ...Object.values(releases),
    ...Object.values(removed).map(({ release }) => release),
  ])
  const builds = releases.flatMap((release) => Object.values(release.builds))
  return new Set(builds.flatMap(({ sha256, factory }) => (factory ? [sha256, factory.sha256] : [sha256])))
}
