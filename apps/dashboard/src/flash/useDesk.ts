import { useCallback, useSyncExternalStore } from 'react'
import type { Desk, DeskState } from './desk.ts'
import { everyFrame } from './everyFrame.ts'

/** What a desk shows, drawn at most once a frame. */
export function useDesk(desk: Desk): DeskState {
  const subscribe = useCallback(
    (listener: () => void) => {
      const drawing = everyFrame(listener)
      const stop = desk.subscribe(drawing.call)
      return () => {
        stop()
        drawing.stop()
      }
    },
    [desk],
  )
  return useSyncExternalStore(subscribe, desk.get)
}
