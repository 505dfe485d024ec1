import type { AttemptEvent } from '@cyberdeck-ota/core'
import type { AttemptChange, FleetStore } from './store.ts'

/** A change, and what brought it about. */
interface Waiting {
  change: AttemptChange
  event: AttemptEvent
}

/** Changes of attempts on their way to the store: of one device one after another, of different devices side by side. */
export interface AttemptWrites {
  push(device: number, change: AttemptChange, event: AttemptEvent): void
  /** Writes what waits of a device. False when the store could not. */
  settle(device: number): Promise<boolean>
  /** Writes what waits of all devices. Throws what the store throws. */
  write(): Promise<void>
  forget(device: number): void
}

/**
 * `refused` is told of a change that the store did not take because another replica was first, and of the events of it and
 * those that were to follow it, which are dropped.
 */
export function createAttemptWrites(
  store: Pick<FleetStore, 'move'>,
  {
    failed,
    refused,
  }: { failed: (error: unknown) => void; refused: (device: number, events: AttemptEvent[]) => Promise<void> },
): AttemptWrites {
  const waiting = new Map<number, Waiting[]>()
  const busy = new Map<number, Promise<void>>()

  const writeAll = async (device: number) => {
    for (;;) {
      const changes = waiting.get(device)
      const first = changes?.[0]
      if (changes === undefined || first === undefined) break
      const taken = await store.move(first.change)
      if (waiting.get(device) !== changes) continue
      if (taken) changes.shift()
      if (taken && changes.length !== 0) continue
      waiting.delete(device)
      if (!taken)
        await refused(
          device,
          changes.map(({ event }) => event),
        )
    }
  }

  const write = (device: number): Promise<void> => {
    const under = busy.get(device)
    if (under) return under
    const mine = writeAll(device).finally(() => busy.delete(device))
    busy.set(device, mine)
    return mine
  }

  return {
    push: (device, change, event) => {
      const changes = waiting.get(device)
      if (changes) changes.push({ change, event })
      else waiting.set(device, [{ change, event }])
      write(device).catch(failed)
    },
    settle: async (device) => {
      try {
        await write(device)
        return !waiting.has(device)
      } catch (error) {
        failed(error)
        return false
      }
    },
    write: async () => {
      await Promise.all([...waiting.keys()].map(write))
    },
    forget: (device) => void waiting.delete(device),
  }
}
