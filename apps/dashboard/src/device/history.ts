import { findProduct, findRelease, sameVersion } from '@cyberdeck-ota/core'
import type { Device, DeviceEvent, Registry } from '@cyberdeck-ota/schema'

/** A time during which a device ran one version. */
export interface Period {
  /** Null: it did not say. */
  version: string | null
  /** By digest. */
  proven: boolean
  since: string
  /** Null: until now. */
  until: string | null
}

/** What a device has run, newest first, as far as these events (newest first) tell. */
export function periods(events: DeviceEvent[]): Period[] {
  const found: Period[] = []
  let until: string | null = null
  for (const { at, detail } of events) {
    if (detail.kind !== 'runs' && detail.kind !== 'first-seen') continue
    const [version, proven] = detail.kind === 'runs' ? [detail.to, detail.proven] : [detail.version, false]
    found.push({ version, proven, since: at, until })
    until = at
  }
  return found
}

/**
 * The release a device ran before the one it runs now, which is still there; null when nothing tells. Where the events do
 * not reach back that far, the update it has last come through says from what.
 */
export function ranBefore(device: Device, events: DeviceEvent[], registry: Registry): string | null {
  const product = findProduct(registry, device.product)
  const now = device.runs ?? device.version
  const spoken = periods(events).map(({ version }) => version)
  const updatedFrom = device.attempts
    .filter(({ state, product: of }) => state === 'confirmed' && of === device.product)
    .map(({ from }) => from.version)
  for (const version of [...spoken, ...updatedFrom]) {
    if (version === null || (now !== null && sameVersion(version, now))) continue
    const release = product && findRelease(product, version)
    if (release) return release.version
  }
  return null
}
