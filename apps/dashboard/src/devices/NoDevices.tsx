import { Button, Skeleton } from '@mantine/core'
import { Suspense } from 'react'
import { useDemoOffer } from '../demo/useDemoOffer.ts'
import { lazyPart } from '../ui/lazyPart.ts'
import { Panel } from '../ui/Panel.tsx'

const SketchSnippet = lazyPart(() => import('../sketch/SketchSnippet.tsx'), 'SketchSnippet')

/** The page before the first device: what to paste, and whether a board has called. */
export function NoDevices() {
  const demo = useDemoOffer()
  return (
    <Panel
      title="No device yet"
      description="Any ESP32 that asks this server for an update is listed here from its first call on. Paste this into its sketch."
      actions={
        demo && (
          <Button size="xs" variant="default" onClick={demo.start} loading={demo.starting}>
            Show me with a demo fleet
          </Button>
        )
      }
    >
      <Suspense fallback={<Skeleton height={320} />}>
        <SketchSnippet />
      </Suspense>
    </Panel>
  )
}
