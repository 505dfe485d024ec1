import { lazy, Suspense, useEffect } from 'react'
import { DropTarget } from './DropTarget.tsx'
import { UploadPill } from './UploadPill.tsx'
import { useUploads } from './uploadStore.ts'

/** Most visits upload nothing, so its parts come when they are first needed. */
const UploadDrawer = lazy(() =>
  import('./UploadDrawer.tsx').then(({ UploadDrawer }) => ({ default: UploadDrawer })),
)

/** Mounted once around all pages: the drop target that covers the window, and the queue of uploads. */
export function UploadLayer() {
  const { items, shown } = useUploads()
  useAskBeforeLeaving(items.some(({ state }) => state.step === 'sending' || state.step === 'waiting'))
  return (
    <>
      {items.length > 0 && (
        <Suspense>
          <UploadDrawer items={items} opened={shown} />
        </Suspense>
      )}
      {!shown && items.length > 0 && <UploadPill items={items} />}
      <DropTarget />
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
