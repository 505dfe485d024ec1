import type { FleetState } from './state.ts'

/** Records of addresses that turned out to be devices, on their way into these. */
export interface Foldings {
  put(device: number, weakId: string): void
  /** Whether the record of this id is on its way. */
  isWaiting(weakId: string): boolean
  /** Throws what the store throws. */
  write(): Promise<void>
}

export function createFoldings({ roster, store, now }: FleetState): Foldings {
  const waiting = new Map<string, { device: number; key: number }>()
  const { columns } = roster
  return {
    put: (device, weakId) => {
      waiting.set(weakId, { device, key: columns.key[device] ?? 0 })
    },
    isWaiting: (weakId) => waiting.has(weakId),
    write: async () => {
      for (const [weakId, { device, key }] of waiting) {
        if (columns.key[device] === key && columns.row[device] === 0) continue
        if (columns.key[device] === key)
          await store.merge(roster.idOf(device), weakId, 'server', now(), false)
        waiting.delete(weakId)
      }
    },
  }
}
