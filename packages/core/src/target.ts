import type { Product, Reason, Registry, Release } from '@cyberdeck-ota/schema'
import { findProduct, findRelease, own } from './find.ts'

/** What a channel wants its devices to run. */
export interface Target {
  release: Release
  /** Bring back devices that run something newer. */
  recall: boolean
  /** Those of the product; the release may have builds for some of them only. */
  boards: Product['boards']
}

/** What `channel` of `product` points at; null when nothing is published there. */
export function targetOf(registry: Registry, product: string, channel: string): Target | null {
  const found = findProduct(registry, product)
  const pointer = found && own(found.channels, channel)
  const release = pointer && findRelease(found, pointer.version)
  return release ? { release, recall: pointer.recall, boards: found.boards } : null
}

/** Why `targetOf` found nothing. Product `default` and channel `stable` always exist, empty or not. */
export function whyNoTarget(registry: Registry, product: string, channel: string): Reason {
  const found = findProduct(registry, product)
  if (found === null && product !== 'default') return { code: 'unknown-product', product }
  const known = channel === 'stable' || (found !== null && Object.hasOwn(found.channels, channel))
  return { code: known ? 'nothing-published' : 'unknown-channel', product, channel }
}
