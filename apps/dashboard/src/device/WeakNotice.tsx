import type { Device } from '@cyberdeck-ota/schema'
import { Alert, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconInfoCircle } from '@tabler/icons-react'
import { Suspense } from 'react'
import { lazyPart } from '../ui/lazyPart.ts'

const SketchDialog = lazyPart(() => import('../sketch/SketchDialog.tsx'), 'SketchDialog')

/** What cannot be done with a device that only its address tells from others, and what to do about it. */
export function WeakNotice({ device }: { device: Device }) {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <Alert
      color="yellow"
      icon={<IconInfoCircle size={18} aria-hidden />}
      title={`Whatever calls from ${device.address} is taken for this device`}
    >
      It sends neither a MAC nor an id. It gets its updates, but they cannot be followed: no progress, no
      proof that it runs them, no stop after failures. What is assigned to it counts for every board behind
      that address. Arduino’s updater sends the MAC by itself; anything else can add{' '}
      <code>&amp;device=&lt;its id&gt;</code> to the URL.
      <div>
        <Button size="compact-sm" variant="default" mt="xs" onClick={open}>
          See the sketch
        </Button>
      </div>
      {opened && (
        <Suspense>
          <SketchDialog onClose={close} />
        </Suspense>
      )}
    </Alert>
  )
}
