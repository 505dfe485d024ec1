import type { Device } from '@cyberdeck-ota/schema'
import { Modal, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { rhythmWords } from '../fleet/rhythm.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { assign } from './assign.ts'

interface RollBackDialogProps {
  device: Device
  /** What it ran before. */
  version: string
  onClose: () => void
}

/** Says what rolling back does before it is done. */
export function RollBackDialog({ device, version, onClose }: RollBackDialogProps) {
  const pinning = useMutation({
    mutationFn: () => assign(device, { pin: version }, `It goes back to ${version} at its next check-in.`),
    onSuccess: onClose,
  })
  return (
    <Modal opened onClose={onClose} title={`Roll back to ${version}?`}>
      <Stack gap="md">
        <div>
          It is pinned to {version}, which it ran before: it gets that at its next check-in
          {device.interval === null ? '' : ` (it calls ${rhythmWords(device.interval)})`} and stays there,
          whatever {device.channel} points at, until you take the pin off. Other devices are not touched.
        </div>
        {device.hold && <div>It is held now, so it gets nothing before the hold is taken off.</div>}
        {pinning.isError && <ProblemNotice error={pinning.error} />}
        <DialogButtons onCancel={onClose} onConfirm={() => pinning.mutate()} busy={pinning.isPending}>
          Pin it to {version}
        </DialogButtons>
      </Stack>
    </Modal>
  )
}
