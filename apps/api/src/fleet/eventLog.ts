import type { DeviceEventDetail } from '@cyberdeck-ota/schema'
import type { FleetStore, StoredEvent } from './store.ts'

interface Noted {
  device: number
  /** Tells another device that was given the same number meanwhile. */
  key: number
  at: number
  detail: DeviceEventDetail
}

/** Events that are not in the store yet. */
export interface EventLog {
  note(device: number, at: number, detail: DeviceEventDetail): void
  /** Takes back what is not written yet: it was another server that saw the device first. */
  wasSeenBefore(device: number): void
  readonly waiting: number
  /** Writes those of devices that have a row. Throws what the store throws. */
  write(): Promise<void>
}

/** While the store cannot be written, so many are kept. */
const mostEvents = 50_000
const hour = 60 * 60 * 1000
/** Of one device: one that says another version at each poll would fill the disk. */
const mostAnHour = 60

/** `lost` is called when one is given up for lack of room, `restless` with a device of which too much happens. */
export function createEventLog(
  columns: { readonly key: ArrayLike<number>; readonly row: ArrayLike<number> },
  store: Pick<FleetStore, 'record'>,
  { lost, restless }: { lost: () => void; restless: (device: number) => void },
): EventLog {
  let events: Noted[] = []
  const noted = new Map<number, number>()
  let since = 0

  const isTooMuch = (device: number, at: number) => {
    if (Math.abs(at - since) >= hour) {
      since = at
      noted.clear()
    }
    const count = (noted.get(device) ?? 0) + 1
    noted.set(device, count)
    return count > mostAnHour
  }

  return {
    note: (device, at, detail) => {
      if (isTooMuch(device, at)) return restless(device)
      if (events.length >= mostEvents) return lost()
      events.push({ device, key: columns.key[device] ?? 0, at, detail })
    },
    wasSeenBefore: (device) => {
      events = events.filter((event) => event.device !== device || event.detail.kind !== 'first-seen')
    },
    get waiting() {
      return events.length
    },
    write: async () => {
      const ready: StoredEvent[] = []
      const readyNoted: Noted[] = []
      const waiting: Noted[] = []
      for (const event of events) {
        const { device, key, at, detail } = event
        if (columns.key[device] !== key) continue
        const row = columns.row[device] ?? 0
        if (row === 0) {
          waiting.push(event)
          continue
        }
        ready.push({ row, at, detail })
        readyNoted.push(event)
      }
      events = waiting
      if (ready.length === 0) return
      try {
        await store.record(ready)
      } catch (error) {
        events = [...readyNoted, ...events]
        throw error
      }
    },
  }
}
