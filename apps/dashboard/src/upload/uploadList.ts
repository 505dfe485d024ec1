import type { Upload, UploadState } from './uploadState.ts'

export interface Uploads {
  items: readonly Upload[]
  /** Whether the panel is open. */
  shown: boolean
}

export type UploadList = ReturnType<typeof createUploadList>

/** The uploads as they stand, for those who show and change them. */
export function createUploadList() {
  const listeners = new Set<() => void>()
  let current: Uploads = { items: [], shown: false }

  function set(next: Partial<Uploads>) {
    current = { ...current, ...next }
    for (const notify of listeners) notify()
  }

  function change(id: number, changes: Partial<Pick<Upload, 'state' | 'draft' | 'parts'>>) {
    set({ items: current.items.map((item) => (item.id === id ? { ...item, ...changes } : item)) })
  }

  return {
    get: () => current,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    set,
    find: (id: number): Upload | undefined => current.items.find((item) => item.id === id),
    change,
    become: (id: number, state: UploadState) => change(id, { state }),
  }
}
