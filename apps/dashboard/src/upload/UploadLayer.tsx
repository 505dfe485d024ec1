import { lazy, Suspense, useEffect } from 'react'
import { DropOverlay } from './DropOverlay.tsx'
import { UploadPill } from './UploadPill.tsx'
import { uploads, useUploads } from './uploadStore.ts'
import { useFileDrop } from './useFileDrop.ts'

/** Most visits upload nothing, so its parts come when they are first needed. */
const UploadDrawer = lazy(() =>
  import('./UploadDrawer.tsx').then(({ UploadDrawer }) => ({ default: UploadDrawer })),
)

/** Mounted once around all pages: the drop target that covers the window, and the queue of uploads. */
export function UploadLayer() {
  const { items, shown } = useUploads()
  const dragging = useFileDrop(uploads.add)
  useAskBeforeLeaving(items.some(({ state }) => state.step === 'sending' || state.step === 'waiting'))
  return (
    <>
      {items.length > 0 && (
        <Suspense>
          <UploadDrawer items={items} opened={shown} />
        </Suspense>
      )}
      {!shown && items.length > 0 && <UploadPill items={items} />}
      {dragging && <DropOverlay />}
    </>
  )
}

/** Closing the tab would break an upload off; the browser asks in its own words. */
function useAskBeforeLeaving(busy: boolean) {
  useEffect(() => {
    if (!busy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [busy])
}
