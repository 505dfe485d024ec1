import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ReleaseName } from '../api/commands.ts'
import { deviceQueries } from '../api/deviceQueries.ts'
import { queries } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { devicesRunning } from '../fleet/fleetCounts.ts'
import { toastError } from '../ui/toast.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { deleteUndoably } from './deleteUndoably.ts'
import { LabelsDialog } from './LabelsDialog.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { NotesDialog } from './NotesDialog.tsx'
import { pinnedQuery } from './pinnedQuery.ts'
import { type ReleaseAction, ReleaseActionContext } from './releaseAction.ts'
import { StoneDialog } from './StoneDialog.tsx'
import { isStepBack, leavesBoardsBehind, moveChannel } from './setLatest.ts'

/** Lets everything inside start actions on releases, and asks where an action needs an answer. */
export function ReleaseActions({ children }: { children: ReactNode }) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const [asking, setAsking] = useState<ReleaseAction | null>(null)
  const close = () => setAsking(null)

  /** Null when there is something to ask first. */
  function outright(action: ReleaseAction): Promise<unknown> | null {
    if (action.does === 'stop-recall') return moveChannel(registry, { ...action.move, recall: false })
    if (
      action.does === 'set' &&
      !action.recall &&
      !isStepBack(registry, action.move) &&
      !leavesBoardsBehind(registry, action.move)
    ) {
      return moveChannel(registry, { ...action.move, recall: false })
    }
    if (action.does === 'delete' && running(action.release) === 0) return deleteUnlessPinned(action.release)
    return null
  }

  /** That no device runs it is known at once; who is pinned to it is asked. */
  async function deleteUnlessPinned(release: ReleaseName) {
    const { total } = await queryClient.fetchQuery({
      ...deviceQueries.count(pinnedQuery(release)),
      staleTime: 0,
    })
    if (total > 0) setAsking({ does: 'delete', release })
    else await deleteUndoably(release)
  }

  function running({ product, version }: ReleaseName): number {
    return devicesRunning(server.fleet.running, product, version)
  }

  function start(action: ReleaseAction) {
    const done = outright(action)
    if (done) done.catch(toastError)
    else setAsking(action)
  }

  return (
    <ReleaseActionContext value={start}>
      {children}
      {asking?.does === 'set' && (
        <MoveDialog move={asking.move} recall={asking.recall ?? false} onClose={close} />
      )}
      {asking?.does === 'edit-notes' && <NotesDialog release={asking.release} onClose={close} />}
      {asking?.does === 'edit-labels' && (
        <LabelsDialog release={asking.release} suggested={asking.suggested} onClose={close} />
      )}
      {asking?.does === 'set-stone' && <StoneDialog release={asking.release} onClose={close} />}
      {asking?.does === 'delete' && (
        <DeleteDialog release={asking.release} devices={running(asking.release)} onClose={close} />
      )}
    </ReleaseActionContext>
  )
}
