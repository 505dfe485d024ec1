import { type Dialect, SqliteDialect, type SqliteStatement } from 'kysely'
import { patientDriver } from './patientDriver.ts'
import type { Sqlite } from './sqlite.ts'

/** Statements kept prepared; the server itself has fewer different texts than this, but for lists of many ids. */
const mostStatements = 300

/**
 * Lets Kysely, which speaks better-sqlite3's words, run on a database in `node:sqlite`'s. Statements stay prepared,
 * because preparing a long one takes longer than running it.
 */
export function sqliteDialect(database: Sqlite): Dialect {
  const prepared = new Map<string, SqliteStatement>()

  const prepare = (sql: string): SqliteStatement => {
    const statement = database.prepare(sql)
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...(parameters as never[])),
      run: (parameters) => statement.run(...(parameters as never[])),
      iterate: (parameters) => statement.iterate(...(parameters as never[])),
    }
  }

  const dialect = new SqliteDialect({
    database: {
      close: () => {
        prepared.clear()
        database.close()
      },
      prepare: (sql) => {
        const known = prepared.get(sql)
        // Moved to the end, so that the first one is always the one not used for longest.
        if (known) prepared.delete(sql)
        const statement = known ?? prepare(sql)
        prepared.set(sql, statement)
        if (prepared.size > mostStatements) {
          const [oldest] = prepared.keys()
          if (oldest !== undefined) prepared.delete(oldest)
        }
        return statement
      },
    },
  })
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => patientDriver(dialect.createDriver(), database),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}
