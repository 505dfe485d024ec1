import type { Build, Registry } from '@cyberdeck-ota/schema'

/**
 * SHA-256 of every file the registry needs: the builds, factory images and factory parts of its releases, and of those deleted ones
 * that can still be brought back. What is kept beside these is an orphan.
 */
export function referencedBlobs(registry: Registry): Set<string> {
  const products = Object.values(registry.products)
  const releases = products.flatMap(({ releases, removed }) => [
    ...Object.values(releases),
    ...Object.values(removed).map(({ release }) => release),
  ])
  const builds = releases.flatMap((release) => Object.values(release.builds))
  return new Set(builds.flatMap(filesOf))
}

function filesOf({ sha256, factory, parts }: Build): string[] {
  const beside = [factory, parts?.bootloader, parts?.partitions, parts?.otadata]
  return [sha256, ...beside.flatMap((file) => file?.sha256 ?? [])]
}
