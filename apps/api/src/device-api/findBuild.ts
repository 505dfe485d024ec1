import type { Build, Registry } from '@cyberdeck-ota/schema'

/** A build, and where it is published. */
export interface PublishedBuild {
  product: string
  version: string
  board: string
  build: Build
}

/** A registry is never mutated, so what was read from one stays true as long as it is held. */
const indexes = new WeakMap<Registry, Map<string, PublishedBuild[]>>()

/** Where the build with this SHA-256 (lower-case hex) is published; empty when no release that still stands has it. */
export function findBuild(registry: Registry, sha256: string): PublishedBuild[] {
  const index = indexes.get(registry) ?? indexOf(registry)
  indexes.set(registry, index)
  return index.get(sha256) ?? []
}

function indexOf(registry: Registry): Map<string, PublishedBuild[]> {
  const index = new Map<string, PublishedBuild[]>()
  for (const [product, { releases }] of Object.entries(registry.products)) {
    for (const { version, builds } of Object.values(releases)) {
      for (const [board, build] of Object.entries(builds)) {
        const found = index.get(build.sha256) ?? []
        index.set(build.sha256, [...found, { product, version, board, build }])
      }
    }
  }
  return index
}
