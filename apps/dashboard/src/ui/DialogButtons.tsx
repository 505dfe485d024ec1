import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { DisabledReason } from './DisabledReason.tsx'

interface DialogButtonsProps {
  onCancel: () => void
  /** Left out where the button submits the form around it. */
  onConfirm?: () => void
  /** It is under way. */
  busy?: boolean
  /** Why it cannot be confirmed now, in a sentence; null when it can. */
  reason?: string | null
  /** What it does deletes something. */
  danger?: boolean
  /** What the button says it does. */
  children: ReactNode
}

/** The end of a dialog: Cancel, and the one thing that it is for. */
export function DialogButtons(props: DialogButtonsProps) {
  const { onCancel, onConfirm, busy = false, reason = null, danger = false, children } = props
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <DisabledReason reason={reason}>
        <Button
          type={onConfirm ? 'button' : 'submit'}
          {...(onConfirm && { onClick: onConfirm })}
          {...(danger && { color: 'red' })}
          loading={busy}
        >
          {children}
        </Button>
      </DisabledReason>
    </Group>
  )
}
