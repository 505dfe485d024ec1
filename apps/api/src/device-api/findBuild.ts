import { type CableFile, publicCableFilesOf } from '@cyberdeck-ota/core'
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

const cableFiles = new WeakMap<Registry, Map<string, CableFile>>()

/** The file with this SHA-256 (lower-case hex) that install manifests may name; null when no standing release has it. */
export function findCableFile(registry: Registry, sha256: string): CableFile | null {
  const index = cableFiles.get(registry) ?? cableFilesIn(registry)
  cableFiles.set(registry, index)
  return index.get(sha256) ?? null
}

function cableFilesIn(registry: Registry): Map<string, CableFile> {
  const releases = Object.values(registry.products).flatMap((product) => Object.values(product.releases))
  const builds = releases.flatMap((release) => Object.values(release.builds))
  return new Map(
    builds.flatMap((build) => publicCableFilesOf(build) ?? []).map((file) => [file.sha256, file]),
  )
}
