import type { Channel } from '@cyberdeck-ota/schema'
import { Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { DeviceCount } from '../fleet/DeviceCount.tsx'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { deleteChannelUndoably } from './deleteUndoably.ts'

interface DeleteChannelDialogProps {
  /** Of the product. */
  name: string
  channel: string
  pointer: Channel
  onClose: () => void
}

/** Says what becomes of the devices on a channel before it is deleted. */
export function DeleteChannelDialog({ name, channel, pointer, onClose }: DeleteChannelDialogProps) {
  const deleting = useMutation({
    mutationFn: () => deleteChannelUndoably(name, channel, pointer),
    onSuccess: onClose,
  })
  const action = channel === 'stable' ? 'Empty stable' : `Delete ${channel}`
  return (
    <Modal opened onClose={onClose} title={`${action}?`}>
      <Stack gap="md">
        <Text>
          <DeviceCount query={`product:${name} channel:${channel}`} underlined /> on it keep what they run,
          and are told that there is no firmware until {channel} points at a release again.
        </Text>
        {deleting.isError && <ProblemNotice error={deleting.error} />}
        <DialogButtons
          onCancel={onClose}
          onConfirm={() => deleting.mutate()}
          busy={deleting.isPending}
          danger
        >
          {action}
        </DialogButtons>
      </Stack>
    </Modal>
  )
}
