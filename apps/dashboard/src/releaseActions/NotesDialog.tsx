import { findProduct, findRelease } from '@cyberdeck-ota/core'
import { Modal, Stack, Textarea } from '@mantine/core'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { editRelease, type ReleaseName } from '../api/commands.ts'
import { queries } from '../api/queries.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

interface NotesDialogProps {
  release: ReleaseName
  onClose: () => void
}

/** Edits what is told about a release. */
export function NotesDialog({ release, onClose }: NotesDialogProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const product = findProduct(registry, release.product)
  const [notes, setNotes] = useState((product && findRelease(product, release.version)?.notes) ?? '')
  const saving = useMutation({ mutationFn: editRelease, onSuccess: onClose })
  return (
    <Modal opened onClose={onClose} title={`Notes of ${release.version}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate({ ...release, edit: { notes } })
        }}
      >
        <Stack gap="md">
          <Textarea
            label="Notes"
            description="What is new; shown here and in /ota/info"
            autosize
            minRows={4}
            maxRows={14}
            maxLength={10_000}
            value={notes}
            onChange={(event) => setNotes(event.currentTarget.value)}
            data-autofocus
          />
          {saving.isError && <ProblemNotice error={saving.error} />}
          <DialogButtons onCancel={onClose} busy={saving.isPending}>
            Save notes
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  )
}
