import { z } from 'zod'
import { BatchBoard } from './batchBoard.ts'

/** What outlives a reload. */
const Remembered = z.object({ boards: z.array(BatchBoard), sound: z.boolean() })
export type Remembered = z.infer<typeof Remembered>

export interface BatchMemory {
  /** What was saved last; an empty list when that is nothing that can be read. */
  load(): Remembered
  /** Whether it worked: a browser may have no room, or be told to keep nothing. */
  save(remembered: Remembered): boolean
  /** Another tab has saved. */
  watch(listener: () => void): void
}

const key = 'cyberdeck-flash-batch'

/** @param storage gives what to keep it in; may throw, as `localStorage` does where it is forbidden */
export function createBatchMemory(storage: () => Pick<Storage, 'getItem' | 'setItem'>): BatchMemory {
  return {
    load() {
      try {
        return Remembered.parse(JSON.parse(storage().getItem(key) ?? 'null'))
      } catch {
        return { boards: [], sound: true }
      }
    },
    save(remembered) {
      try {
        storage().setItem(key, JSON.stringify(remembered))
        return true
      } catch {
        return false
      }
    },
    // The browser tells all tabs but the one that saved; `key` is null when everything was cleared.
    watch: (listener) =>
      window.addEventListener('storage', (event) => {
        if (event.key === key || event.key === null) listener()
      }),
  }
}
