import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'

/** Says in a corner that something was done. */
export function toast(message: string) {
  notifications.show({ message, color: 'teal' })
}

/** Says that something went wrong, and stays until it is closed. `error` is whatever was thrown. */
export function toastError(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  notifications.show({ message, color: 'red', autoClose: false, role: 'alert' })
}

/** Says that something was done and offers to undo it for ten seconds. A failed undo is told in a toast of its own. */
export function undoable(message: string, undo: () => Promise<unknown>) {
  const id = notifications.show({
    color: 'teal',
    autoClose: 10_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="light"
          flex="none"
          onClick={() => {
            notifications.hide(id)
            undo().catch(toastError)
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  })
}
