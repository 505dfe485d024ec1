import type { Kysely } from 'kysely'
import type { Selection } from '../store.ts'
import { type Condition, termInSql } from './conditions.ts'
import { countFound, findByRow, type Searched } from './finding.ts'
import { inChunks, rowsByIds } from './reading.ts'
import type { FleetTables } from './tables.ts'

type Database = Kysely<FleetTables>

/** Which devices an action, an export or a count is for, and what else has to hold of `devices`. */
export interface Selected {
  /** The next rows after `after`, lowest first. */
  rows(after: number, limit: number): Promise<number[]>
  count(): Promise<number>
}

export function selected(
  searched: Searched,
  selection: Selection | { product: string },
  also: Condition[] = [],
): Selected {
  if ('ids' in selection) return selectedByIds(searched.database, selection.ids, also)
  const terms =
    'query' in selection
      ? selection.query.terms.map((term) => termInSql(term, selection))
      : [termInSql({ not: false, field: 'product', text: selection.product }, { now: 0, upSince: 0 })]
  return {
    rows: (after, limit) => findByRow(searched, terms, also, after, limit),
    count: () => countFound(searched, terms, also),
  }
}

function selectedByIds(database: Database, ids: string[], also: Condition[]): Selected {
  // Looked up once: what the action itself changes does not change the selection.
  let found: Promise<number[]> | null = null
  const look = async () => {
    const rows = [...new Set((await rowsByIds(database, ids)).values())].toSorted((one, other) => one - other)
    const matching = await inChunks(rows, (chunk) => {
      const devices = database.selectFrom('devices').select('row').where('row', 'in', chunk).orderBy('row')
      return also.reduce((query, condition) => query.where(condition), devices).execute()
    })
    return matching.map(({ row }) => row)
  }
  const rowsOf = () => {
    found ??= look()
    return found
  }
  return {
    rows: async (after, limit) => (await rowsOf()).filter((row) => row > after).slice(0, limit),
    count: async () => (await rowsOf()).length,
  }
}
