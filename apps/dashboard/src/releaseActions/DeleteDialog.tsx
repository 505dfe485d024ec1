import type { ReleaseName } from '../api/commands.ts'
import { deviceWords } from '../fleet/fleetCounts.ts'
import { ConfirmTyped } from '../ui/ConfirmTyped.tsx'
import { deleteUndoably } from './deleteUndoably.ts'
import { releaseTitle } from './releaseTitle.ts'

interface DeleteDialogProps {
  release: ReleaseName
  /** That run it. */
  devices: number
  onClose: () => void
}

/** Asks before deleting what devices run. */
export function DeleteDialog({ release, devices, onClose }: DeleteDialogProps) {
  const { version } = release
  return (
    <ConfirmTyped
      title={`Delete ${releaseTitle(release)}?`}
      expected={version}
      action={`Delete ${version}`}
      onConfirm={() => deleteUndoably(release)}
      onClose={onClose}
    >
      {deviceWords(devices)} {devices === 1 ? 'runs' : 'run'} it. They go on running it, but cannot be sent it
      again, and are no longer recognised by its digest. For a day it can be brought back.
    </ConfirmTyped>
  )
}
