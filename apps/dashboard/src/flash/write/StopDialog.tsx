import type { BoardFacts, FlashPlan } from '@cyberdeck-ota/flasher'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { halfWrittenWords } from '../failure/halfWritten.ts'

interface StopDialogProps {
  title: string
  /** What is stopped. */
  flash: { board: BoardFacts; plan: FlashPlan }
  /** What the button says that stops it. */
  stop: string
  onClose: () => void
  onStop: () => void
}

/** Asks once before a board is left half written. */
export function StopDialog({ title, flash, stop, onClose, onStop }: StopDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack gap="md">
        <div>{halfWrittenWords(flash)}</div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            Go on writing
          </Button>
          <Button color="red" onClick={onStop}>
            {stop}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
