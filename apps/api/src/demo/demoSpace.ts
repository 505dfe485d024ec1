import type { DeviceQuery } from '@cyberdeck-ota/core'
import { weakPrefix } from '../fleet/identify.ts'

/**
 * What the devices of the demo fleet are told by. A MAC of this kind is locally administered (IEEE 802), which no burnt-in
 * one is, and whoever calls from such an address is on this machine.
 */
export const demoSpace = { macPrefix: '06:DE:30', network: '127.88' }

const ids = [`${demoSpace.macPrefix}:`, `${weakPrefix}${demoSpace.network}.`]

/** Whether a device can only be one of the demo fleet. Null: one that nothing is remembered of. */
export function isDemoDevice(id: string | null): boolean {
  return id !== null && ids.some((start) => id.startsWith(start))
}

/** Which devices of the store those are: one query or the other holds for each. */
export const demoQueries: readonly DeviceQuery[] = ids.map((text) => ({
  terms: [{ not: false, field: 'id', text }],
}))
