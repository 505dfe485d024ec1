import type { DeviceIdentity, DeviceSummary } from '@cyberdeck-ota/schema'

const weakPrefix = 'address:'

/** An id as people read it: that of a device known by its address only is the address. */
export function idWords(id: string): string {
  return id.startsWith(weakPrefix) ? id.slice(weakPrefix.length) : id
}

/** What a device is called: its name, else its id. */
export function deviceName({ id, name }: Pick<DeviceSummary, 'id' | 'name'>): string {
  return name ?? idWords(id)
}

/** Whether nothing but its address tells a device from others, so that it cannot be followed through an update. */
export function isWeak({ identity }: Pick<DeviceSummary, 'identity'>): boolean {
  return identity === 'address'
}

/** How a device is told from others, in words. */
export const identityWords: Record<DeviceIdentity, string> = {
  id: 'the id in its URL',
  mac: 'its MAC',
  neighbour: 'its MAC, from this network’s neighbour table',
  address: 'its address only',
}
