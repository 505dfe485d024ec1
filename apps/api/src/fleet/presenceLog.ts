import { patienceOf } from '@cyberdeck-ota/core'
import type { Roster } from './roster.ts'
import type { FleetStore, Presence } from './store.ts'

/** Polls that the store does not know of yet. */
export interface PresenceLog {
  /** Counts polls. */
  count(device: number, polls?: number): void
  readonly waiting: number
  /** Writes all of devices that have a row; those that could not be written wait on. Throws what the store throws. */
  write(): Promise<void>
}

/** Devices that are given to the store at once. */
const mostAtOnce = 5_000

export function createPresenceLog({ columns }: Roster, store: Pick<FleetStore, 'seen'>): PresenceLog {
  let devices: number[] = []

  const put = (device: number, polls: number) => {
    if (polls > 0 && columns.polls[device] === 0) devices.push(device)
    columns.polls[device] = (columns.polls[device] ?? 0) + polls
  }

  const take = (device: number): Presence | null => {
    const polls = columns.polls[device] ?? 0
    const row = columns.row[device] ?? 0
    if (polls === 0) return null
    columns.polls[device] = 0
    if (row === 0) {
      put(device, polls)
      return null
    }
    const interval = columns.interval[device] || null
    return {
      row,
      lastSeenAt: columns.lastSeenAt[device] ?? 0,
      polls,
      interval,
      patience: patienceOf(interval),
    }
  }

  return {
    count: (device, polls = 1) => put(device, polls),
    get waiting() {
      return devices.length
    },
    write: async () => {
      const all = devices
      devices = []
      for (let at = 0; at < all.length; at += mostAtOnce) {
        const taken: number[] = []
        const batch: Presence[] = []
        for (const device of all.slice(at, at + mostAtOnce)) {
          const presence = take(device)
          if (presence === null) continue
          taken.push(device)
          batch.push(presence)
        }
        if (batch.length === 0) continue
        try {
          await store.seen(batch)
        } catch (error) {
          for (const [index, device] of taken.entries()) {
            if (columns.row[device] === batch[index]?.row) put(device, batch[index]?.polls ?? 0)
          }
          devices.push(...all.slice(at + mostAtOnce))
          throw error
        }
      }
    },
  }
}
