import { PostgresAdapter, type QueryExecutorProvider } from 'kysely'

/** What a database runs on. The few places where the two engines differ ask for it. */
export function engineOf(database: QueryExecutorProvider): 'sqlite' | 'postgres' {
  return database.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}
