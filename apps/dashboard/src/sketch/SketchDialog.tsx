import { Modal } from '@mantine/core'
import type { DeviceTarget } from './deviceUrl.ts'
import { SketchSnippet } from './SketchSnippet.tsx'

interface SketchDialogProps {
  /** As what kind of device the board polls; without it, as one of the product `default`. */
  target?: DeviceTarget
  onClose: () => void
}

/** The snippet for one more board, from any page. Render it only while it is open. */
export function SketchDialog({ target, onClose }: SketchDialogProps) {
  return (
    <Modal opened onClose={onClose} title="Connect a board" size="xl">
      <SketchSnippet newBoard {...(target && { target })} />
    </Modal>
  )
}
