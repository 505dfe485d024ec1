import { compareVersions } from '@cyberdeck-ota/core'
import type { Product } from '@cyberdeck-ota/schema'
import { channelWord } from './setLatest.ts'

/** How a release stands among the others of its product. */
export interface ReleaseBadge {
  word: string
  /** `current`: a channel points at it. */
  rank: 'current' | 'recall' | 'previous' | 'unpublished'
}

/** The words beside a release's version. Older releases that nothing points at have none. */
export function releaseBadges(product: Product, version: string): ReleaseBadge[] {
  const pointing = Object.entries(product.channels).filter(([, channel]) => channel.version === version)
  if (pointing.length > 0) {
    return pointing.flatMap(([name, { recall }]): ReleaseBadge[] => [
      { word: channelWord(name), rank: 'current' },
      ...(recall ? [{ word: 'brings newer back', rank: 'recall' } as const] : []),
    ])
  }
  const latest = product.channels.stable?.version
  if (latest === undefined || compareVersions(version, latest) > 0) {
    return [{ word: 'not published', rank: 'unpublished' }]
  }
  return version === previousOf(product, latest) ? [{ word: 'previous', rank: 'previous' }] : []
}

/** The newest of the releases older than `latest`: what one would step back to. */
function previousOf(product: Product, latest: string): string | undefined {
  return Object.keys(product.releases)
    .filter((version) => compareVersions(version, latest) < 0)
    .sort(compareVersions)
    .at(-1)
}
