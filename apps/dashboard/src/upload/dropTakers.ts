/** Something that wants the files dropped on the window, and the words that say so while they are dragged. */
export interface DropTaker {
  take: (files: File[]) => void
  words: string
}

/** Whoever came last gets what is dropped; null while nobody wants it but the list of uploads. */
export function createDropTakers() {
  const listeners = new Set<() => void>()
  let takers: readonly DropTaker[] = []

  function set(next: readonly DropTaker[]) {
    takers = next
    for (const notify of listeners) notify()
  }

  return {
    get: (): DropTaker | null => takers.at(-1) ?? null,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** @returns what takes it back */
    add(taker: DropTaker) {
      set([...takers, taker])
      return () => set(takers.filter((each) => each !== taker))
    },
  }
}

/** Those of this browser tab. */
export const dropTakers = createDropTakers()
