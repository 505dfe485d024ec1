import type { DeviceListState } from './deviceList.ts'

type Page = Pick<DeviceListState, 'query' | 'sort' | 'cursor' | 'page'>

/*
 * A page's cursor tells of the pages after it only, so that the way back is kept here: as long as the tab is open.
 */
const cursors = new Map<string, string | null>()

/** Keeps where a page begins. */
export function rememberPage(list: Page): void {
  cursors.set(keyOf(list, list.page), list.cursor)
}

/** Where the page before begins: null for the first page, undefined when this tab has not seen it. */
export function pageBefore(list: Page): string | null | undefined {
  return list.page <= 2 ? null : cursors.get(keyOf(list, list.page - 1))
}

function keyOf({ query, sort }: Page, page: number): string {
  return JSON.stringify([query, sort, page])
}
