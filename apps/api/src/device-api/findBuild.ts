import type { Build, Registry } from '@cyberdeck-ota/schema'

/** A registry is never mutated, so what was read from one stays true as long as it is held. */
const indexes = new WeakMap<Registry, Map<string, Build>>()

/** The published build with this SHA-256 (lower-case hex); null when no release that still stands has it. */
export function findBuild(registry: Registry, sha256: string): Build | null {
  const index = indexes.get(registry) ?? indexOf(registry)
  indexes.set(registry, index)
  return index.get(sha256) ?? null
}

function indexOf(registry: Registry): Map<string, Build> {
  const releases = Object.values(registry.products).flatMap((product) => Object.values(product.releases))
  const builds = releases.flatMap((release) => Object.values(release.builds))
  return new Map(builds.map((build) => [build.sha256, build]))
}
