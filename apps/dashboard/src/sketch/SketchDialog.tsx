import { Modal } from '@mantine/core'
import { SketchSnippet } from './SketchSnippet.tsx'

/** The snippet for one more board, from any page. Render it only while it is open. */
export function SketchDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Connect a board" size="xl">
      <SketchSnippet newBoard />
    </Modal>
  )
}
