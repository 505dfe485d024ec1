import type { Device } from '@cyberdeck-ota/schema'

const macForm = /^[0-9A-F]{2}(?::[0-9A-F]{2}){5}$/

/**
 * The MAC by which a board on a cable is told to be this device; null when it is known by nothing of the kind. Records that
 * were merged into it bring theirs along.
 */
export function macsOf({ id, aliases }: Pick<Device, 'id' | 'aliases'>): string[] {
  return [id, ...aliases].filter((name) => macForm.test(name))
}

/** Whether the board that answers is certainly not this device. */
export function isAnotherBoard(device: Pick<Device, 'id' | 'aliases'>, mac: string | null): boolean {
  const macs = macsOf(device)
  return mac !== null && macs.length > 0 && !macs.includes(mac)
}
