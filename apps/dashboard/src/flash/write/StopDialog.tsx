import { Button, Group, Modal, Stack } from '@mantine/core'

interface StopDialogProps {
  onClose: () => void
  onStop: () => void
}

/** Asks once before a board is left half written. */
export function StopDialog({ onClose, onStop }: StopDialogProps) {
  return (
    <Modal opened onClose={onClose} title="Stop writing?">
      <Stack gap="md">
        <div>
          The board may not start until it is flashed again. That is always possible: what takes new firmware
          is in the chip itself.
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            Go on writing
          </Button>
          <Button color="red" onClick={onStop}>
            Stop writing
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
