import { Kysely } from 'kysely'
import { sqliteDialect } from './kyselyDialect.ts'
import { migrate } from './migrate.ts'
import { openSqlite } from './sqlite.ts'

/**
 * Opens the SQLite database at `path`, brought to the form this version reads and writes. Throws `UnusableDatabase`.
 * `destroy()` closes it.
 */
export async function openDatabase<Tables>(path: string): Promise<Kysely<Tables>> {
  const sqlite = await openSqlite(path)
  const database = new Kysely<Tables>({ dialect: sqliteDialect(sqlite) })
  try {
    await migrate(database)
    return database
  } catch (error) {
    sqlite.close()
    throw error
  }
}
