import { type QueryExecutorProvider, sql } from 'kysely'

/** The number of the advisory lock under which the registry moves; any that nothing else uses. */
const lock = 7_236_114_092

/** The tables behind the registry on PostgreSQL. */
export interface RegistryTables {
  /** `document`: the revision as JSON text, because `jsonb` cannot hold U+0000. */
  registry_revisions: { revision: number; document: string }
}

/**
 * The registry's latest revision, which stays the latest until the transaction `step` ends; -1 when there is none. Others
 * may hold the same at once.
 */
export async function lockRevision(step: QueryExecutorProvider): Promise<number> {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(lock)})`.execute(step)
  return latestRevision(step)
}

/** Keeps every other transaction from reading with {@link lockRevision} or moving the registry until `step` ends. */
export async function lockToMove(step: QueryExecutorProvider): Promise<number> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(step)
  return latestRevision(step)
}

/** In a statement of its own: what it sees was committed before the lock was given. */
async function latestRevision(step: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ revision: number | null }>`
    select max(revision) as revision from registry_revisions`.execute(step)
  return rows[0]?.revision ?? -1
}
