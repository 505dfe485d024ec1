import { useSyncExternalStore } from 'react'
import { DropOverlay } from './DropOverlay.tsx'
import { dropTakers } from './dropTakers.ts'
import { uploads } from './uploadStore.ts'
import { useFileDrop } from './useFileDrop.ts'

/** The whole window: what is dropped on it goes to whoever wants it now, else to the list of uploads. */
export function DropTarget() {
  const taker = useSyncExternalStore(dropTakers.subscribe, dropTakers.get)
  const dragging = useFileDrop(taker?.take ?? uploads.add)
  if (!dragging) return null
  if (taker) return <DropOverlay title={taker.words} />
  return (
    <DropOverlay title="Drop the firmware" text="It is read here first; nothing is sent until you say so." />
  )
}
