import { type Kysely, sql } from 'kysely'
import type { FleetStore } from '../store.ts'
import { toQuarantine } from './attemptRow.ts'
import { inChunks, loadedByRows } from './reading.ts'
import { lastSequence } from './sequence.ts'
import type { FleetTables } from './tables.ts'

/** Devices told of at once. More than are changed in one transaction, so that each page gets on. */
const pageSize = 1_000

/** What a replica asks for each second. */
export function tellingChanges(database: Kysely<FleetTables>): Pick<FleetStore, 'sequence' | 'changesSince'> {
  return {
    sequence: () => lastSequence(database),

    changesSince: async (since) => {
      // First: what commits after it is told the next time.
      const newest = await lastSequence(database)
      if (newest === since) return { sequence: newest, devices: [], removed: [], quarantines: [] }
      const changed = await database
        .selectFrom('devices')
        .select(['row', 'changed as sequence'])
        .where('changed', '>', since)
        // Without it SQLite does not see that the index has them all.
        .where('changed', '>', sql.lit(0))
        .orderBy('changed')
        .limit(pageSize)
        .execute()
      const removed = await database
        .selectFrom('device_removals')
        .select(['row', 'sequence'])
        .where('sequence', '>', since)
        .orderBy('sequence')
        .limit(pageSize)
        .execute()
      const sequence = Math.min(newest, lastWhole(changed), lastWhole(removed))
      const rows = rowsUpTo(sequence, changed)
      const quarantines = await inChunks(rows, (chunk) =>
        database.selectFrom('quarantines').selectAll().where('row', 'in', chunk).execute(),
      )
      return {
        sequence,
        devices: await loadedByRows(database, rows),
        removed: rowsUpTo(sequence, removed),
        quarantines: quarantines.map(toQuarantine),
      }
    },
  }
}

interface Change {
  row: number
  sequence: number
}

/** Of the last change of a full page, some devices may be missing. */
function lastWhole(page: Change[]): number {
  return page.length < pageSize ? Number.POSITIVE_INFINITY : (page.at(-1)?.sequence ?? 0) - 1
}

function rowsUpTo(sequence: number, changes: Change[]): number[] {
  return changes.filter((change) => change.sequence <= sequence).map(({ row }) => row)
}
