import { NewApiToken } from '@cyberdeck-ota/schema'
import { Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { createToken } from '../api/commands.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { TokenOnce } from './TokenOnce.tsx'

const lifetimes = [
  { value: '', label: 'Until revoked' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
]

/** Names a token, makes it, and shows its secret the one time it can be seen. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const creation = useMutation({ mutationFn: createToken })
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', days: '' },
    validate: { name: (name) => NewApiToken.safeParse({ name }).error?.issues[0]?.message ?? null },
  })
  const submit = form.onSubmit(({ name, days }) =>
    creation.mutate({
      name: name.trim(),
      expiresAt: days ? new Date(Date.now() + Number(days) * 86_400_000).toISOString() : null,
    }),
  )
  const created = creation.data
  return (
    <Modal
      opened
      onClose={onClose}
      title={created ? 'Your new token' : 'New API token'}
      closeOnClickOutside={!created}
      size={created ? 'lg' : 'md'}
    >
      {created ? (
        <TokenOnce token={created.token} onClose={onClose} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <TextInput
              label="Name"
              description="What will use it"
              placeholder="GitHub Actions"
              data-autofocus
              {...form.getInputProps('name')}
            />
            <Select label="Valid" data={lifetimes} allowDeselect={false} {...form.getInputProps('days')} />
            {creation.isError && <ProblemNotice error={creation.error} />}
            <DialogButtons onCancel={onClose} busy={creation.isPending}>
              Make token
            </DialogButtons>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
