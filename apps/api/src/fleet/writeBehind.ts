import { createQueue } from '../queue.ts'
import type { FleetLog } from './state.ts'

/** A kind of thing that waits to be written. Throws what the store throws, and keeps then what it could not write. */
export interface Step {
  write(): Promise<void>
}

/** Writes what polls leave behind, some time after they were answered. */
export interface WriteBehind {
  /** Writes everything that waits when this is called; false when the store could not take it all, which waits on. */
  flush(): Promise<boolean>
}

/** `steps` in the order in which they are written. One flush is under way at a time. */
export function createWriteBehind(steps: readonly Step[], log: FleetLog): WriteBehind {
  const inTurn = createQueue()
  let next: Promise<boolean> | null = null
  let failing = false

  const write = async () => {
    next = null
    try {
      for (const step of steps) await step.write()
      if (failing) log.warn({}, 'the database takes what devices say again')
      failing = false
      return true
    } catch (error) {
      if (!failing)
        log.error({ err: error }, 'the database does not take what devices say; it is kept, and tried again')
      failing = true
      return false
    }
  }

  return {
    flush: () => {
      next ??= inTurn(write)
      return next
    },
  }
}
