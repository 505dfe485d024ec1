import { type Kysely, sql } from 'kysely'
import { engineOf } from './engine.ts'

/**
 * Runs `write`, and resolves when what it committed survives a power cut. Without this a commit survives the end of
 * the process only, because SQLite then leaves its journal in the system's cache until the next checkpoint. PostgreSQL
 * is durable unless told otherwise.
 */
export async function durably<Tables, T>(
  database: Kysely<Tables>,
  write: (database: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  if (engineOf(database) === 'postgres') return write(database)
  // Held until the setting is back, so that nobody else's commit pays for it.
  return database.connection().execute(async (connection) => {
    await sql`pragma synchronous = full`.execute(connection)
    try {
      return await write(connection)
    } finally {
      await sql`pragma synchronous = normal`.execute(connection)
    }
  })
}
