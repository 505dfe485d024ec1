import { createContext, useContext } from 'react'
import type { ReleaseName } from '../api/commands.ts'
import type { ChannelMove } from './setLatest.ts'

/** Something a person wants done to a release. */
export type ReleaseAction =
  /** `recall`: offers to bring newer devices back, also where the channel points at it already. */
  | { does: 'set'; move: ChannelMove; recall?: true }
  | { does: 'stop-recall'; move: ChannelMove }
  | { does: 'edit-notes'; release: ReleaseName }
  /** `suggested`: the version to offer instead. */
  | { does: 'edit-labels'; release: ReleaseName; suggested?: string }
  | { does: 'set-stone'; release: ReleaseName }
  | { does: 'delete'; release: ReleaseName }

/** Filled by `ReleaseActions`. */
export const ReleaseActionContext = createContext<(action: ReleaseAction) => void>(() => {})

/** Starts an action: at once where it can be undone and needs no answer, else by asking. */
export function useStartAction(): (action: ReleaseAction) => void {
  return useContext(ReleaseActionContext)
}
