import { SqliteDialect } from 'kysely'
import type { Sqlite } from './sqlite.ts'

/** Lets Kysely, which speaks better-sqlite3's words, run on a database in `node:sqlite`'s. */
export function sqliteDialect(database: Sqlite): SqliteDialect {
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (sql) => {
        const statement = database.prepare(sql)
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...parameters),
          run: (parameters) => statement.run(...parameters),
          iterate: (parameters) => statement.iterate(...parameters),
        }
      },
    },
  })
}
