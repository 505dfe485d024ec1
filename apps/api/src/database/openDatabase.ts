import { type Dialect, Kysely } from 'kysely'
import { sqliteDialect } from './kyselyDialect.ts'
import { migrate } from './migrate.ts'
import { postgresDialect } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

/** A SQLite file (`:memory:` for one that is forgotten when closed), or the address of a PostgreSQL database. */
export type DatabasePlace =
  | { path: string }
  | {
      url: string
      /** Told of connections that broke while nobody used them. */
      failed: (error: Error) => void
    }

/**
 * Opens a database, brought to the form this version reads and writes. Several servers may open the same PostgreSQL at
 * once. Throws `UnusableDatabase`. `destroy()` closes it.
 */
export async function openDatabase<Tables>(place: DatabasePlace): Promise<Kysely<Tables>> {
  const database = new Kysely<Tables>({ dialect: await dialectOf(place) })
  try {
    await migrate(database)
    return database
  } catch (error) {
    await database.destroy()
    throw error
  }
}

async function dialectOf(place: DatabasePlace): Promise<Dialect> {
  return 'url' in place
    ? postgresDialect(place.url, place.failed)
    : sqliteDialect(await openSqlite(place.path))
}
