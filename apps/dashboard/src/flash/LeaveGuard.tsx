import { Modal, Stack } from '@mantine/core'
import { type ShouldBlockFn, useBlocker } from '@tanstack/react-router'
import { useEffect } from 'react'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { desk } from './deskStore.ts'
import { flashSearchOf } from './flashSearch.ts'
import { mustStay } from './leaving.ts'

/** The other ways have no place for a board that is written here. */
const wayOf = ({ search }: { search: object }) => flashSearchOf({ ...search }).way ?? 'here'

const isWriting = () => mustStay(desk.get().flash)
const leavesWriting: ShouldBlockFn = ({ current, next }) =>
  isWriting() && (current.pathname !== next.pathname || wayOf(current) !== wayOf(next))

/** Asks before the page is left while a board is written; the browser asks in its own words before a tab is closed. */
export function LeaveGuard({ writing }: { writing: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: leavesWriting,
    enableBeforeUnload: isWriting,
    withResolver: true,
  })
  useEffect(() => {
    if (!writing) reset?.()
  }, [writing, reset])
  if (status !== 'blocked') return null
  const stopAndLeave = () => {
    void desk.another()
    proceed()
  }
  return (
    <Modal opened onClose={reset} title="Leave while the board is written?">
      <Stack gap="md">
        <div>
          Leaving stops it half way, and the board may not start until it is flashed again. Nothing else comes
          to harm: it can always be flashed by cable.
        </div>
        <DialogButtons onCancel={reset} onConfirm={stopAndLeave} danger>
          Stop and leave
        </DialogButtons>
      </Stack>
    </Modal>
  )
}
