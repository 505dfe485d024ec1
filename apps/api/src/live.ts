import type { LiveEvent } from '@cyberdeck-ota/schema'

/** Hints that something changed. Level, not edge: a listener refetches, and a lost hint costs nothing. */
export interface Live {
  hint(event: LiveEvent): void
  subscribe(listener: (event: LiveEvent) => void): () => void
}

export function createLive(): Live {
  const listeners = new Set<(event: LiveEvent) => void>()
  return {
    hint: (event) => {
      for (const listener of listeners) listener(event)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
