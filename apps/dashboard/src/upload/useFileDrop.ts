import { useEffect, useEffectEvent, useState } from 'react'

/** Takes files dropped anywhere in the window; true while some are dragged over it. */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [dragging, setDragging] = useState(false)
  const take = useEffectEvent(onFiles)
  useEffect(() => {
    // Every element on the way fires an enter and a leave; the window is left when they cancel out.
    let depth = 0
    const aim = (change: number) => {
      depth = Math.max(0, depth + change)
      setDragging(depth > 0)
    }
    const handlers = {
      dragenter: () => aim(1),
      dragleave: () => aim(-1),
      dragover: ({ dataTransfer }: DragEvent) => {
        if (dataTransfer) dataTransfer.dropEffect = 'copy'
      },
      drop: ({ dataTransfer }: DragEvent) => {
        aim(-depth)
        if (dataTransfer) take([...dataTransfer.files])
      },
    }
    const abort = new AbortController()
    for (const [name, handle] of Object.entries(handlers)) {
      const onDrag = (event: Event) => {
        if (!(event instanceof DragEvent) || !event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        handle(event)
      }
      window.addEventListener(name, onDrag, { signal: abort.signal })
    }
    return () => abort.abort()
  }, [])
  return dragging
}
