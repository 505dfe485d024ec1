import type { Build, Registry } from '@cyberdeck-ota/schema'
import type { CheckIn } from './verdict.ts'
import { compareVersions } from './version.ts'

/** A build and where in the registry it stands. */
export interface KnownBuild {
  product: string
  version: string
  board: string
  build: Build
}

interface DigestIndex {
  sha256: Map<string, KnownBuild[]>
  md5: Map<string, KnownBuild[]>
}

/** A registry is never mutated, so what was read from one stays true as long as it is held. */
const indexes = new WeakMap<Registry, DigestIndex>()

const none: readonly KnownBuild[] = []

/**
 * The builds a device may be running by the digests it sent, oldest version first: several when the same bytes were
 * published more than once, none when the digests are unknown or absent. SHA-256 decides before MD5, which is
 * wrong on devices with an encrypted flash.
 */
export function buildsRunning(registry: Registry, checkIn: CheckIn): readonly KnownBuild[] {
  const { runningSha256, runningMd5 } = checkIn
  if (runningSha256 === null && runningMd5 === null) return none
  const index = indexOf(registry)
  return (
    (runningSha256 === null ? undefined : index.sha256.get(runningSha256)) ??
    (runningMd5 === null ? undefined : index.md5.get(runningMd5)) ??
    none
  )
}

function indexOf(registry: Registry): DigestIndex {
  const present = indexes.get(registry)
  if (present !== undefined) return present
  const builds = knownBuilds(registry)
  const index = {
    sha256: groupBy(builds, ({ build }) => build.runningSha256),
    md5: groupBy(builds, ({ build }) => build.runningMd5),
  }
  indexes.set(registry, index)
  return index
}

function knownBuilds(registry: Registry): KnownBuild[] {
  return Object.entries(registry.products)
    .flatMap(([product, { releases }]) =>
      Object.values(releases).flatMap(({ version, builds }) =>
        Object.entries(builds).map(([board, build]) => ({ product, version, board, build })),
      ),
    )
    .sort((a, b) => compareVersions(a.version, b.version))
}

/** Without the builds of which no digest is known. */
function groupBy(
  builds: KnownBuild[],
  digestOf: (known: KnownBuild) => string | null,
): Map<string, KnownBuild[]> {
  const groups = new Map<string, KnownBuild[]>()
  for (const known of builds) {
    const digest = digestOf(known)
    if (digest === null) continue
    const group = groups.get(digest)
    if (group === undefined) groups.set(digest, [known])
    else group.push(known)
  }
  return groups
}
