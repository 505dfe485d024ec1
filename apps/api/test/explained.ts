import { CompiledQuery, type Kysely } from 'kysely'
import { engineOf } from '../src/database/engine.ts'

/** How the database goes about a query: one line per step. */
export async function explained(
  database: Kysely<never>,
  query: { sql: string; parameters: readonly unknown[] },
): Promise<string[]> {
  const postgres = engineOf(database) === 'postgres'
  const explain = postgres ? 'explain (costs off)' : 'explain query plan'
  const { rows } = await database.executeQuery<Record<string, string>>(
    CompiledQuery.raw(`${explain} ${query.sql}`, [...query.parameters]) as CompiledQuery<
      Record<string, string>
    >,
  )
  const lines = rows.map((row) => (postgres ? row['QUERY PLAN'] : row.detail) ?? '')
  const steps = postgres ? lines.filter((line) => /Scan|Sort|Join|Loop|Aggregate/.test(line)) : lines
  return steps.map((line) => line.replace(/^[ >-]*/, '').replace(/:.*/, ''))
}
