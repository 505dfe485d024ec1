import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { DisabledReason } from './DisabledReason.tsx'

interface ConfirmTypedProps {
  title: string
  /** What will happen and what it means. */
  children: ReactNode
  /** The text that must be typed, such as the version. */
  expected: string
  /** Words of the button: "Delete 1.02". */
  action: string
  /** Does it; the dialog closes when it resolves, and shows the error's message when it rejects. */
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Asks before something that cannot be undone. Render it only while it is open. */
export function ConfirmTyped({ title, children, expected, action, onConfirm, onClose }: ConfirmTypedProps) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [running, setRunning] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (typed !== expected) return
    setRunning(true)
    try {
      await onConfirm()
      onClose()
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem))
      setRunning(false)
    }
  }

  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <div>{children}</div>
          <TextInput
            label={`Type ${expected} to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          {error && (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <DisabledReason reason={typed === expected ? null : `Type ${expected} first`}>
              <Button type="submit" color="red" loading={running}>
                {action}
              </Button>
            </DisabledReason>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
