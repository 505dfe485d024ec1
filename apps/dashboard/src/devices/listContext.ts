import type { DeviceTerm } from '@cyberdeck-ota/core'
import { createContext, useContext } from 'react'
import type { Selection } from './useSelection.ts'

interface ListContext {
  selection: Pick<Selection, 'chosen' | 'toggle'>
  /** Narrows the list down by one more term. */
  onTerm: (term: DeviceTerm) => void
}

const nowhere: ListContext = {
  selection: { chosen: { all: false, ids: new Set() }, toggle: () => {} },
  onTerm: () => {},
}

/** What the cells of the list act on; filled by the page. */
export const ListContext = createContext<ListContext>(nowhere)

export function useListContext(): ListContext {
  return useContext(ListContext)
}
