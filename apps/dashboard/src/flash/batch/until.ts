import type { Desk, DeskState } from '../desk.ts'

/**
 * Waits until this holds of a desk, or for ever once `signal` is aborted. What the desk does at once in answer to a state is
 * seen together with it.
 */
export function until(
  desk: Desk,
  holds: (state: DeskState) => boolean,
  signal: AbortSignal,
): Promise<DeskState> {
  return new Promise((resolve) => {
    const look = () => {
      const state = desk.get()
      if (signal.aborted || !holds(state)) return
      stop()
      resolve(state)
    }
    const stop = desk.subscribe(() => queueMicrotask(look))
    signal.addEventListener('abort', stop)
    queueMicrotask(look)
  })
}
