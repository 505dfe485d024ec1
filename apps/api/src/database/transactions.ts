import type { Kysely, Transaction } from 'kysely'
import { durably } from './durably.ts'

/** PostgreSQL's deadlock, serialization failure, and a reference to a row that was deleted meanwhile. */
const passing = ['40P01', '40001', '23503']
const mostTries = 5

type Run<Tables, T> = (step: Transaction<Tables>) => Promise<T>

/** Runs a transaction, and again if it lost against another one, which goes through when it is alone. */
export async function inTransaction<Tables, T>(database: Kysely<Tables>, run: Run<Tables, T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await database.transaction().execute(run)
    } catch (error) {
      if (tries === mostTries || !passing.includes((error as { code?: string }).code ?? '')) throw error
    }
  }
}

/**
 * {@link inTransaction}, and what it commits survives a power cut, as does everything committed before: both engines keep
 * their journal in order.
 */
export function inDurableTransaction<Tables, T>(database: Kysely<Tables>, run: Run<Tables, T>): Promise<T> {
  return durably(database, (durable) => inTransaction(durable, run))
}
