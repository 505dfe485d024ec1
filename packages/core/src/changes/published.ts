import type { Build, Registry, Release } from '@cyberdeck-ota/schema'
import { findProduct, findRelease, own } from '../find.ts'
import type { PublishRequest } from './publishBuild.ts'

/** Where a build went. `published` is the channel that points at the release since then, null when none was moved. */
export interface Published {
  release: Release
  board: string
  build: Build
  published: string | null
}

/**
 * Finds what `publishBuild(request)` did between the registry it was applied to and the one it led to. Null when the
 * build is not in `after`.
 */
export function findPublished(before: Registry, after: Registry, request: PublishRequest): Published | null {
  const product = findProduct(after, request.product)
  const release = product && findRelease(product, request.version)
  if (!release) return null
  const [board, build] =
    Object.entries(release.builds).find(
      ([name, { sha256 }]) => sha256 === request.build.sha256 && name === (request.board ?? name),
    ) ?? []
  if (board === undefined || build === undefined) return null
  const channels = findProduct(before, request.product)?.channels ?? {}
  const moved = Object.entries(product?.channels ?? {}).find(
    ([name, { version }]) => version === release.version && own(channels, name)?.version !== version,
  )
  return { release, board, build, published: moved?.[0] ?? null }
}
