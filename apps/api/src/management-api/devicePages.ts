import { setImmediate } from 'node:timers/promises'
import type { FleetStore, Selection, StoredDevice } from '../fleet/store.ts'

/** Read in a few milliseconds, which is how long polls may wait. */
const pageSize = 100

/** Everything that is selected, page by page: never all of it is in memory, and between pages polls are answered. */
export async function* pagesOf(
  store: Pick<FleetStore, 'page'>,
  selection: Selection,
): AsyncGenerator<StoredDevice[], void> {
  let after = 0
  for (;;) {
    const page = await store.page(selection, after, pageSize)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.row
    await setImmediate()
  }
}
