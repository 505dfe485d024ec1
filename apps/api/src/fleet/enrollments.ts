import { patienceOf } from '@cyberdeck-ota/core'
import type { FleetState } from './state.ts'
import type { LoadedDevice, NewDevice } from './store.ts'

/** What a device begins with. */
export type Beginning = Pick<NewDevice, 'reported' | 'standing' | 'firstSeenAt'>

/** Devices that the store does not know yet. */
export interface Enrollments {
  /** False when there is no room for more of them. */
  put(device: number, beginning: Beginning): boolean
  of(device: number): Beginning | null
  readonly waiting: number
  forget(device: number): void
  /** Writes them all. Throws what the store throws. */
  write(): Promise<void>
}

/** While the store cannot be written, so many wait; no others are remembered then. */
const most = 50_000
const mostAtOnce = 500

/**
 * `isHeldUp` tells of ids that the store still has for something else. `known` is told of each device that has a row now:
 * it may be another one, of which this id is an alias. One that another server enrolled first is as it was; then
 * `unwritten` is what it began with here.
 */
export function createEnrollments(
  { roster, store }: FleetState,
  isHeldUp: (id: string) => boolean,
  known: (device: number, stored: LoadedDevice, unwritten: Beginning | null) => void,
): Enrollments {
  const { columns } = roster
  const waiting = new Map<number, Beginning>()

  const newDevice = (device: number, beginning: Beginning): NewDevice => {
    const interval = columns.interval[device] || null
    return {
      ...beginning,
      id: roster.idOf(device),
      identity: roster.identityOf(device),
      lastSeenAt: columns.lastSeenAt[device] ?? 0,
      // One that only downloads a build has not polled, and yet was heard.
      polls: Math.max(1, columns.polls[device] ?? 0),
      interval,
      patience: patienceOf(interval),
    }
  }

  return {
    put: (device, beginning) => {
      if (waiting.size >= most && !waiting.has(device)) return false
      waiting.set(device, beginning)
      return true
    },
    of: (device) => waiting.get(device) ?? null,
    get waiting() {
      return waiting.size
    },
    forget: (device) => void waiting.delete(device),
    write: async () => {
      const all = [...waiting].filter(([device]) => !isHeldUp(roster.idOf(device)))
      for (let at = 0; at < all.length; at += mostAtOnce) {
        const some = all.slice(at, at + mostAtOnce).filter(([device, one]) => waiting.get(device) === one)
        const batch = some.map(([device, beginning]) => newDevice(device, beginning))
        const stored = await store.enroll(batch)
        for (const [index, [device, beginning]] of some.entries()) {
          const [given, kept] = [batch[index], stored[index]]
          if (!given || !kept || waiting.get(device) !== beginning) continue
          waiting.delete(device)
          const isNew =
            kept.id === given.id && kept.lastSeenAt === given.lastSeenAt && kept.polls === given.polls
          if (isNew) columns.polls[device] = Math.max(0, (columns.polls[device] ?? 0) - given.polls)
          known(device, kept, isNew ? null : beginning)
        }
      }
    },
  }
}
