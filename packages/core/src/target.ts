import type { Product, Reason, Registry, Release } from '@cyberdeck-ota/schema'
import { findProduct, findRelease, own } from './find.ts'
import type { CheckIn, DeviceMemory } from './verdict.ts'

/** What a device is to run in the end. */
export interface Target {
  product: Product
  release: Release
  /** Bring back devices that run something newer. */
  recall: boolean
  /** The operator named the release for this device alone. */
  pinned: boolean
}

/** What decides a device's target. */
export type Aimed = Pick<DeviceMemory, 'channel' | 'pin'>
type Asks = Pick<CheckIn, 'product' | 'channel'>

/** What `channel` (null: `stable`) of `product` points at; null when nothing is published there. */
export function targetOf(registry: Registry, product: string, channel: string | null): Target | null {
  const found = findProduct(registry, product)
  const pointer = found && own(found.channels, channel ?? 'stable')
  const release = pointer && findRelease(found, pointer.version)
  return release ? { product: found, release, recall: pointer.recall, pinned: false } : null
}

/**
 * What a device is to run in the end: the release it is pinned to, else what its channel points at, that of the operator
 * before that of its URL. Null when there is no such release.
 */
export function aimOf(registry: Registry, device: Aimed, checkIn: Asks): Target | null {
  if (device.pin === null) return targetOf(registry, checkIn.product, device.channel ?? checkIn.channel)
  const product = findProduct(registry, checkIn.product)
  const release = product && findRelease(product, device.pin)
  return release ? { product, release, recall: true, pinned: true } : null
}

/** Why `aimOf` found nothing. Product `default` and channel `stable` always exist, empty or not. */
export function whyNoAim(registry: Registry, device: Aimed, checkIn: Asks): Reason {
  const { product } = checkIn
  const found = findProduct(registry, product)
  if (found === null && product !== 'default') return { code: 'unknown-product', product }
  if (device.pin !== null) return { code: 'pin-missing', pin: device.pin }
  const channel = device.channel ?? checkIn.channel ?? 'stable'
  const known = channel === 'stable' || (found !== null && Object.hasOwn(found.channels, channel))
  return { code: known ? 'nothing-published' : 'unknown-channel', product, channel }
}
