import { Slug } from '@cyberdeck-ota/schema'
import { Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { complaint } from '../ui/complaint.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

interface NameFormProps {
  title: string
  /** What the name is for, and an example of one. */
  label: string
  description: string
  placeholder: string
  /** What stands against the name by the rules; null for nothing. */
  against: (name: string) => string | null
  /** Words of the button. */
  action: string
  onSubmit: (name: string) => Promise<unknown>
  onClose: () => void
  /** More to fill in. */
  children?: ReactNode
}

/** Asks for the name of something new. */
export function NameForm({ against, onSubmit, onClose, children, action, title, ...field }: NameFormProps) {
  const [name, setName] = useState('')
  const saving = useMutation({ mutationFn: () => onSubmit(name), onSuccess: onClose })
  const wrong = name === '' ? null : (complaint(Slug, name) ?? against(name))
  const reason = name === '' ? 'Give it a name first.' : wrong
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason === null) saving.mutate()
        }}
      >
        <Stack gap="md">
          <TextInput
            {...field}
            value={name}
            onChange={(event) => setName(event.currentTarget.value.trim().toLowerCase())}
            error={wrong}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            data-autofocus
          />
          {children}
          {saving.isError && <ProblemNotice error={saving.error} />}
          <DialogButtons onCancel={onClose} busy={saving.isPending} reason={reason}>
            {action}
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  )
}
