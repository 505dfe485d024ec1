import { Alert, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { DialogButtons } from './DialogButtons.tsx'

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
          <DialogButtons
            onCancel={onClose}
            busy={running}
            reason={typed === expected ? null : `Type ${expected} first`}
            danger
          >
            {action}
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  )
}
