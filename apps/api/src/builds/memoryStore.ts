import { digesting } from './digesting.ts'
import type { BuildStore, StagedFile } from './store.ts'

/** Keeps builds until the process ends. `now` in ms since 1970. */
export function createMemoryBuildStore({ now }: { now: () => number }): BuildStore {
  const kept = new Map<string, { bytes: Buffer; keptAt: number }>()
  const staged = new Map<StagedFile, Buffer>()
  return {
    stage: async (source, limit) => {
      const chunks: Uint8Array[] = []
      const digested = await digesting(source, limit, async (chunk) => void chunks.push(Buffer.from(chunk)))
      const bytes = Buffer.concat(chunks)
      const file: StagedFile = {
        ...digested,
        bytes: async () => {
          if (!staged.has(file)) throw new Error('The file is not staged any more.')
          return Buffer.from(bytes)
        },
        discard: async () => void staged.delete(file),
      }
      staged.set(file, bytes)
      return file
    },
    keep: async (file) => {
      const bytes = staged.get(file)
      if (!bytes) throw new Error('Only a staged file can be kept.')
      staged.delete(file)
      kept.set(file.sha256, { bytes, keptAt: now() })
    },
    read: async (sha256) => {
      const found = kept.get(sha256)
      return found ? Buffer.from(found.bytes) : null
    },
    list: async () => [...kept].map(([sha256, { keptAt }]) => ({ sha256, keptAt })),
    delete: async (sha256, keptBefore = Number.POSITIVE_INFINITY) => {
      const found = kept.get(sha256)
      return found !== undefined && found.keptAt < keptBefore && kept.delete(sha256)
    },
  }
}
