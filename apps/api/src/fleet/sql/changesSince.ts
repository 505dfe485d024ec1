import type { Kysely } from 'kysely'
import type { FleetStore } from '../store.ts'
import { toQuarantine } from './attemptRow.ts'
import { inChunks, loadedByRows } from './reading.ts'
import { lastSequence } from './sequence.ts'
import type { FleetTables } from './tables.ts'

/** What a replica asks for each second. */
export function tellingChanges(database: Kysely<FleetTables>): Pick<FleetStore, 'sequence' | 'changesSince'> {
  return {
    sequence: () => lastSequence(database),

    changesSince: async (since) => {
      // First: what commits after it is told now, or again the next time, but never left out.
      const sequence = await lastSequence(database)
      if (sequence === since) return { sequence, devices: [], removed: [], quarantines: [] }
      const changed = await database
        .selectFrom('devices')
        .select('row')
        .where('changed', '>', since)
        .execute()
      const rows = changed.map(({ row }) => row)
      const removed = await database
        .selectFrom('device_removals')
        .select('row')
        .where('sequence', '>', since)
        .execute()
      const quarantines = await inChunks(rows, (chunk) =>
        database.selectFrom('quarantines').selectAll().where('row', 'in', chunk).execute(),
      )
      return {
        sequence,
        devices: await loadedByRows(database, rows),
        removed: removed.map(({ row }) => row),
        quarantines: quarantines.map(toQuarantine),
      }
    },
  }
}
