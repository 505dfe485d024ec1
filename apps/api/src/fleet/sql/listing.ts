import type { FleetStore } from '../store.ts'
import { cursorAfter, placeOf } from './cursor.ts'
import { findInOrder, type Searched } from './finding.ts'
import { orderingOf } from './orders.ts'
import { storedByRows } from './reading.ts'
import { selected } from './selecting.ts'

/** The devices people ask for. */
export function listing(searched: Searched): Pick<FleetStore, 'list' | 'count' | 'page'> {
  const { database } = searched
  return {
    list: async ({ cursor, limit, ...request }) => {
      // One more than asked for tells whether there is another page.
      const after = cursor === null ? null : placeOf(cursor, orderingOf(request.sort))
      const places = await findInOrder(searched, request, after, limit + 1)
      const shown = places.slice(0, limit)
      const last = shown.at(-1)
      return {
        devices: await storedByRows(
          database,
          shown.map(({ row }) => row),
        ),
        next: places.length > limit && last ? cursorAfter(last) : null,
      }
    },
    count: (selection) => selected(searched, selection).count(),
    page: async (selection, after, limit) =>
      storedByRows(database, await selected(searched, selection).rows(after, limit)),
  }
}
