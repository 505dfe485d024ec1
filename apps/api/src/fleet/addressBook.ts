import { deviceKey } from './deviceKey.ts'
import type { Roster } from './roster.ts'

/** Which device an address stands for, as far as that can be told: the seed's sketch asks without saying who it is. */
export interface AddressBook {
  /** A device that told who it is asked from here. */
  used(device: number, address: string, now: number): void
  /** The one device that uses this address now; -1 when there is none, or more than one. */
  deviceAt(address: string, now: number): number
  /** Whether more than one device that told who it is uses this address now. */
  isShared(address: string, now: number): boolean
  forget(device: number): void
}

/**
 * How long an address stays a device's that was last heard there, ms: a day, for which routers commonly lease one, and
 * long enough for a workshop that is switched off at night.
 */
const stays = 24 * 60 * 60 * 1000

/** Shared addresses that are remembered; whoever has a whole IPv6 network can make any number. */
const mostShared = 100_000

export function createAddressBook(roster: Roster): AddressBook {
  const { columns } = roster
  const table = roster.tableBy('address')
  /** When another device than before was last met at an address that somebody used, ms since 1970. */
  const shared = new Map<number, number>()

  const isFresh = (at: number, now: number) => Math.abs(now - at) < stays
  const isSharedKey = (key: number, now: number) => {
    const at = shared.get(key)
    if (at === undefined) return false
    if (isFresh(at, now)) return true
    shared.delete(key)
    return false
  }

  const share = (key: number, now: number) => {
    // Moved to the end, so that the first one is always the one not met for longest.
    shared.delete(key)
    shared.set(key, now)
    const [oldest] = shared.keys()
    if (shared.size > mostShared && oldest !== undefined) shared.delete(oldest)
  }

  const leave = (device: number) => {
    const key = columns.address[device] ?? 0
    if (key !== 0 && table.find(key) === device) table.remove(key)
    columns.address[device] = 0
  }

  return {
    used: (device, address, now) => {
      const key = deviceKey(address)
      const occupant = table.find(key)
      if (occupant === device) return
      leave(device)
      if (occupant !== -1 && isFresh(columns.lastSeenAt[occupant] ?? 0, now)) share(key, now)
      columns.address[device] = key
      table.enter(key, device)
    },
    deviceAt: (address, now) => {
      const key = deviceKey(address)
      const device = table.find(key)
      if (device === -1 || isSharedKey(key, now)) return -1
      return isFresh(columns.lastSeenAt[device] ?? 0, now) ? device : -1
    },
    isShared: (address, now) => isSharedKey(deviceKey(address), now),
    forget: leave,
  }
}
