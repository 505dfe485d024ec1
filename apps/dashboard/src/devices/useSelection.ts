import { useState } from 'react'
import { type Chosen, nothingChosen, toggled, withListed } from './selection.ts'

interface State {
  query: string
  chosen: Chosen
  /** The row clicked last, from which a Shift click reaches. */
  anchor: string | null
}

/** What is chosen of the devices that a query finds, and how that changes. */
export interface Selection {
  chosen: Chosen
  toggle(id: string, range: boolean): void
  toggleListed(): void
  chooseAll(): void
  clear(): void
}

/** The selection of a list whose ids on screen are known later. Another query begins with nothing. */
export function useSelection(query: string): {
  any: boolean
  over: (listed: readonly string[]) => Selection
} {
  const [state, setState] = useState<State>({ query, chosen: nothingChosen, anchor: null })
  const { chosen, anchor } = state.query === query ? state : { chosen: nothingChosen, anchor: null }
  const become = (next: Chosen, from: string | null = null) => setState({ query, chosen: next, anchor: from })
  return {
    any: chosen.all || chosen.ids.size > 0,
    over: (listed) => ({
      chosen,
      toggle: (id, range) => become(toggled(chosen, id, listed, range ? anchor : null), id),
      toggleListed: () => become(withListed(chosen, listed)),
      chooseAll: () => become({ all: true }),
      clear: () => become(nothingChosen),
    }),
  }
}
