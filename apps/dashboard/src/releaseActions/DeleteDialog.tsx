import { useQuery } from '@tanstack/react-query'
import type { ReleaseName } from '../api/commands.ts'
import { deviceQueries } from '../api/deviceQueries.ts'
import { DeviceCount } from '../fleet/DeviceCount.tsx'
import { deviceWords } from '../fleet/fleetCounts.ts'
import { ConfirmTyped } from '../ui/ConfirmTyped.tsx'
import { deleteUndoably } from './deleteUndoably.ts'
import { pinnedQuery } from './pinnedQuery.ts'
import { releaseTitle } from './releaseTitle.ts'

interface DeleteDialogProps {
  release: ReleaseName
  /** That run it. */
  devices: number
  onClose: () => void
}

/** Asks before deleting what devices run or are pinned to. */
export function DeleteDialog({ release, devices, onClose }: DeleteDialogProps) {
  const { version } = release
  const query = pinnedQuery(release)
  const { data: pinned = 0 } = useQuery(deviceQueries.count(query))
  return (
    <ConfirmTyped
      title={`Delete ${releaseTitle(release)}?`}
      expected={version}
      action={`Delete ${version}`}
      onConfirm={() => deleteUndoably(release)}
      onClose={onClose}
    >
      {devices > 0 && (
        <>
          {deviceWords(devices)} {devices === 1 ? 'runs' : 'run'} it. They go on running it, but cannot be
          sent it again, and are no longer recognised by its digest.{' '}
        </>
      )}
      {pinned > 0 && (
        <>
          <DeviceCount query={query} underlined /> {pinned === 1 ? 'is' : 'are'} pinned to it, and would be
          sent no update at all until the pin is changed.{' '}
        </>
      )}
      For a day it can be brought back.
    </ConfirmTyped>
  )
}
