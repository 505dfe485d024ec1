import { type Kysely, sql } from 'kysely'
import { inDurableTransaction } from '../../database/transactions.ts'
import type { FleetTables } from './tables.ts'

/**
 * The number of a change by an operator, which is a transaction that begins with this. The row stays locked until it
 * ends, so that changes become visible in the order of their numbers, and nobody else's change comes between.
 */
export async function nextSequence(step: Kysely<FleetTables>): Promise<number> {
  const { value } = await step
    .updateTable('fleet_sequence')
    .set({ value: sql`value + 1` })
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}

/**
 * Resolves when all changes committed so far survive a power cut. On a whole fleet they are many transactions, of which
 * only the last one has to wait for the disk.
 */
export async function keepChanges(database: Kysely<FleetTables>): Promise<void> {
  await inDurableTransaction(database, nextSequence)
}

/** The number of the last change that is visible. */
export async function lastSequence(database: Kysely<FleetTables>): Promise<number> {
  const { value } = await database.selectFrom('fleet_sequence').select('value').executeTakeFirstOrThrow()
  return value
}
