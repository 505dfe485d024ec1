import type { Registry } from '@cyberdeck-ota/schema'
import { type RegistryStore, RevisionTaken } from './store.ts'

/** Keeps the latest revision until the process ends. */
export function createMemoryRegistryStore(): RegistryStore {
  let latest: Registry | null = null
  return {
    load: async () => structuredClone(latest),
    revision: async () => latest?.revision ?? null,
    save: async (next) => {
      if (next.revision !== (latest?.revision ?? -1) + 1) throw new RevisionTaken()
      latest = structuredClone(next)
    },
  }
}
