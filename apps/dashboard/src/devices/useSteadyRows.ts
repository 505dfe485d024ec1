import type { DeviceSummary } from '@cyberdeck-ota/schema'
import { useState } from 'react'

export interface SteadyRows {
  rows: DeviceSummary[]
  /** The rows are not those, or not in the order, that the server lists by now. */
  stale: boolean
  /** Shows what the server lists by now. */
  renew: () => void
}

/**
 * Keeps rows, if there are any, in their places while `hold` is set, so that none jumps away under a pointer or out of a
 * selection; what a row says stays current, and those `forgotten` go. `list` names what `items` are a page of: another page is shown as it is.
 */
export function useSteadyRows(
  list: string,
  items: DeviceSummary[],
  hold: boolean,
  forgotten: ReadonlySet<string>,
): SteadyRows {
  const [kept, setKept] = useState({ list, items })
  const renew = () => setKept({ list, items })
  if (!hold || kept.list !== list || kept.items.length === 0) {
    if (kept.list !== list || kept.items !== items) renew()
    return { rows: items, stale: false, renew }
  }
  const byId = new Map(items.map((item) => [item.id, item]))
  const rows = kept.items.filter(({ id }) => !forgotten.has(id)).map((item) => byId.get(item.id) ?? item)
  return {
    rows,
    stale: rows.length !== items.length || rows.some(({ id }, index) => id !== items[index]?.id),
    renew,
  }
}
