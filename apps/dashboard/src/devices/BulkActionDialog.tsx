import type { DeviceSelection } from '@cyberdeck-ota/schema'
import { Modal, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { actOnDevices } from '../api/deviceCommands.ts'
import { deviceQueries } from '../api/deviceQueries.ts'
import { deviceWords } from '../fleet/fleetCounts.ts'
import { takeBack } from '../fleet/takeBack.ts'
import { ConfirmTyped } from '../ui/ConfirmTyped.tsx'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { toast, undoable } from '../ui/toast.tsx'
import { BulkFieldInput } from './BulkFieldInput.tsx'
import { BulkPreview } from './BulkPreview.tsx'
import { type BulkKind, bulkActions } from './bulkActions.ts'

interface BulkActionDialogProps {
  kind: BulkKind
  selection: DeviceSelection
  onDone: () => void
  onClose: () => void
}

/** Shows what an action would do to the devices chosen, and does it. Render it only while it is open. */
export function BulkActionDialog({ kind, selection, onDone, onClose }: BulkActionDialogProps) {
  const { title, field, about, action: actionOf, button, done } = bulkActions[kind]
  const [value, setValue] = useState('')
  const [settled] = useDebouncedValue(value, 250)
  const action = actionOf(value)
  const previewed = actionOf(settled)
  const preview = useQuery({
    ...deviceQueries.preview({ selection, action: previewed ?? { do: 'lift' } }),
    enabled: previewed !== undefined,
  })
  const acting = useMutation({
    mutationFn: actOnDevices,
    onSuccess: ({ changed, undo }) => {
      const message = done(deviceWords(changed), value)
      if (undo === null) toast(message)
      else undoable(message, () => takeBack(undo, changed))
      onDone()
      onClose()
    },
  })
  const known = value === settled && previewed ? preview.data : undefined
  const devices = known ? deviceWords(known.changes) : 'devices'
  const whyNot = whyNotYet(field !== null && action === undefined, known?.changes)
  const content = (
    <Stack gap="md">
      {about && <Text size="sm">{about}</Text>}
      {field && <BulkFieldInput field={field} value={value} onValue={setValue} />}
      {previewed && preview.isError && <ProblemNotice error={preview.error} retry={preview.refetch} />}
      {previewed && !preview.isError && <BulkPreview preview={preview.data} forgets={kind === 'forget'} />}
    </Stack>
  )

  if (kind === 'forget') {
    return (
      <ConfirmTyped
        title={title}
        expected="forget"
        action={button(devices, value)}
        onConfirm={() => acting.mutateAsync({ selection, action: { do: 'forget' } })}
        onClose={onClose}
      >
        {content}
      </ConfirmTyped>
    )
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (whyNot === null && action) acting.mutate({ selection, action })
  }
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {content}
          {acting.isError && <ProblemNotice error={acting.error} />}
          <DialogButtons onCancel={onClose} busy={acting.isPending} reason={whyNot}>
            {whyNot === null ? button(devices, value) : title}
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  )
}

function whyNotYet(unfilled: boolean, changes: number | undefined): string | null {
  if (unfilled) return 'Fill in the field first.'
  if (changes === undefined) return 'What it would do is being worked out.'
  return changes === 0 ? 'None of these devices would change.' : null
}
