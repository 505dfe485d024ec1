import type { FlashState } from '@cyberdeck-ota/flasher'
import { type ShouldBlockFn, useBlocker } from '@tanstack/react-router'
import { useEffect } from 'react'
import { desk } from './deskStore.ts'
import { flashSearchOf } from './flashSearch.ts'
import { mustStay } from './leaving.ts'
import { StopDialog } from './write/StopDialog.tsx'

/** The other ways have no place for a board that is written here. */
const wayOf = ({ search }: { search: object }) => flashSearchOf({ ...search }).way ?? 'here'

const isWriting = () => mustStay(desk.get().flash)
const leavesWriting: ShouldBlockFn = ({ current, next }) =>
  isWriting() && (current.pathname !== next.pathname || wayOf(current) !== wayOf(next))

/** Asks before the page is left while a board is written; the browser asks in its own words before a tab is closed. */
export function LeaveGuard({ flash }: { flash: FlashState }) {
  const writing = mustStay(flash)
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: leavesWriting,
    enableBeforeUnload: isWriting,
    withResolver: true,
  })
  useEffect(() => {
    if (!writing) reset?.()
  }, [writing, reset])
  if (status !== 'blocked' || (flash.kind !== 'writing' && flash.kind !== 'resetting')) return null
  const stopAndLeave = () => {
    void desk.another()
    proceed()
  }
  return (
    <StopDialog
      title="Leave while the board is written?"
      flash={flash}
      stop="Stop and leave"
      onClose={reset}
      onStop={stopAndLeave}
    />
  )
}
