import { DeviceSort } from '@cyberdeck-ota/schema'
import { type ColumnName, columnsIn } from './columnNames.ts'

/** What the page shows, as it stands in the address. */
export interface DeviceListState {
  query: string
  sort: DeviceSort
  /** Where the page begins; null on the first. */
  cursor: string | null
  /** Counts from 1. */
  page: number
  /** The columns chosen by the address; null: those remembered in this browser. */
  columns: ColumnName[] | null
}

/** {@link DeviceListState} as search parameters: what is usual is left out. */
export interface DeviceListSearch {
  query?: string
  sort?: DeviceSort
  cursor?: string
  page?: number
  columns?: string
}

/** An order that nothing but an operator changes, so that rows stay where they are while devices poll. */
const usualSort: DeviceSort = 'name'

/** Reads what stands in the address; what cannot be read is as if it were not there. */
export function listOfSearch(search: Record<string, unknown>): DeviceListState {
  const sort = DeviceSort.safeParse(search.sort)
  const page = Number(search.page)
  const cursor = textOf(search.cursor) || null
  return {
    query: textOf(search.query),
    sort: sort.success ? sort.data : usualSort,
    cursor,
    page: cursor === null ? 1 : Number.isSafeInteger(page) && page > 1 ? page : 2,
    columns: search.columns === undefined ? null : columnsIn(textOf(search.columns)),
  }
}

/** What looks like a number comes as one. */
function textOf(parameter: unknown): string {
  return parameter === undefined ? '' : String(parameter)
}

export function searchOfList({ query, sort, cursor, page, columns }: DeviceListState): DeviceListSearch {
  return {
    ...(query === '' ? {} : { query }),
    ...(sort === usualSort ? {} : { sort }),
    ...(cursor === null ? {} : { cursor, page }),
    ...(columns === null ? {} : { columns: columns.join(',') }),
  }
}
