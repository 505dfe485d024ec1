import { z } from 'zod'

/**
 * How a device is told from others, surest first: an id in its URL, its MAC in a header, its MAC in the server's table
 * of neighbours, or only the address it calls from. The last is weak: one address may be many devices.
 */
export const DeviceIdentity = z.enum(['id', 'mac', 'neighbour', 'address'])
export type DeviceIdentity = z.infer<typeof DeviceIdentity>

/**
 * A device's id as it stands in an address, behind `/api/v1/devices/` or the page `/devices/`: percent-encoded, and with a
 * `~` in front where it would be taken for something else, such as those of devices that call themselves `views` or `..`.
 */
export function deviceInUrl(id: string): string {
  return (/^(?:[~.]|views$|facets$)/.test(id) ? '~' : '') + encodeURIComponent(id)
}

/** The id that {@link deviceInUrl} wrote, once its percent-encoding is read. */
export function deviceOfUrl(segment: string): string {
  return segment.startsWith('~') ? segment.slice(1) : segment
}
