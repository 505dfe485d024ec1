import type { Kysely } from 'kysely'
import { assigning } from './sql/assigning.ts'
import { keepingAttempts } from './sql/attempts.ts'
import { tellingChanges } from './sql/changesSince.ts'
import { counting } from './sql/counting.ts'
import { enrolling } from './sql/enrolling.ts'
import { forgetting } from './sql/forgetting.ts'
import { history } from './sql/history.ts'
import { listing } from './sql/listing.ts'
import { merging } from './sql/merging.ts'
import { patching } from './sql/patching.ts'
import { writingPresence } from './sql/presence.ts'
import { pruning } from './sql/pruning.ts'
import type { FleetTables } from './sql/tables.ts'
import { undoing } from './sql/undoing.ts'
import type { FleetStore } from './store.ts'

/**
 * The fleet in a SQL database that `migrate` has prepared. The queries are the same for SQLite and PostgreSQL.
 *
 * @param revision tells the registry's revision where that lies outside of the database, as `meta.json` beside SQLite
 *   does; without it, the registry is the one in the same PostgreSQL
 * @param few how many devices a search sorts at most, instead of walking along an index until a page is full
 */
export function createSqlFleetStore(
  database: Kysely<FleetTables>,
  { revision = null, few = 2_000 }: { revision?: (() => number) | null; few?: number } = {},
): FleetStore {
  const searched = { database, few }
  return {
    ...enrolling(database),
    ...writingPresence(database),
    ...keepingAttempts(database, revision),
    ...assigning(searched),
    ...patching(database),
    ...forgetting(searched),
    ...merging(database),
    ...undoing(database),
    ...tellingChanges(database),
    ...listing(searched),
    ...counting(database),
    ...history(database),
    ...pruning(database),
  }
}
