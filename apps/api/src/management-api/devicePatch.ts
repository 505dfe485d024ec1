import { findProduct, findRelease, Refusal } from '@cyberdeck-ota/core'
import type { Assigned, DevicePatch, Product, Registry } from '@cyberdeck-ota/schema'
import type { StoredDevice } from '../fleet/store.ts'

/**
 * What a patch assigns: an empty name is none, a tag counts once, and a pin is spelled as its release is. Throws the
 * `Refusal` `unknown-product`, `unknown-release` or `unknown-channel` when the device's product has none such.
 */
export function assignedBy(patch: DevicePatch, device: StoredDevice, registry: Registry): Partial<Assigned> {
  const { name, notes, tags, channel, pin, hold } = patch
  const { product } = device.reported
  return {
    ...(name !== undefined && { name: name || null }),
    ...(notes !== undefined && { notes }),
    ...(tags && { tags: [...new Set(tags)] }),
    ...(channel !== undefined && { channel: channel && channelOf(registry, product, channel) }),
    ...(pin !== undefined && { pin: pin && releaseOf(registry, product, pin) }),
    ...(hold !== undefined && { hold }),
  }
}

function channelOf(registry: Registry, name: string, channel: string): string {
  const product = productOf(registry, name)
  // Every product is thought to have it; it only may not point at anything yet.
  if (channel === 'stable' || Object.hasOwn(product.channels, channel)) return channel
  throw new Refusal('unknown-channel', `This device’s product, ${name}, has no channel ${channel}.`)
}

function releaseOf(registry: Registry, name: string, version: string): string {
  const release = findRelease(productOf(registry, name), version)
  if (release) return release.version
  throw new Refusal('unknown-release', `This device’s product, ${name}, has no release ${version}.`)
}

function productOf(registry: Registry, name: string): Product {
  const product = findProduct(registry, name)
  if (product) return product
  throw new Refusal('unknown-product', `This device asks for the product ${name}, which there is not.`)
}
