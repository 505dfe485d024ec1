import { setImmediate as breathe } from 'node:timers/promises'
import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import { engineOf } from '../../database/engine.ts'
import { inTransaction } from '../../database/transactions.ts'

/** What a column of a table of values may hold. */
export type Parameter = string | number | null

/** A statement for many rows of parameters, of which it takes a fixed number at once. */
export type Sliced = (rows: Parameter[][]) => { run<Tables>(database: Kysely<Tables>): Promise<void> }[]

/**
 * Prepares `statement`, which is given a table of values with the columns `column1`, `column2`, … of `types`, to stand
 * behind `from … as v`. Compiling such a text takes Kysely longer than SQLite takes to run it, so it is done once for
 * each of `sizes`, the numbers of rows it takes at once, most first, the last one 1.
 */
export function sliced(
  types: readonly ('bigint' | 'text')[],
  sizes: readonly number[],
  statement: (values: RawBuilder<unknown>) => RawBuilder<unknown>,
): Sliced {
  const texts = { sqlite: new Map<number, string>(), postgres: new Map<number, string>() }

  const textFor = <Tables>(database: Kysely<Tables>, size: number): string => {
    const known = texts[engineOf(database)]
    const text = known.get(size) ?? statement(valuesOf(types, size)).compile(database).sql
    known.set(size, text)
    return text
  }

  return (rows) =>
    inSizes(rows, sizes).map((slice) => ({
      run: async (database) => {
        await database.executeQuery(CompiledQuery.raw(textFor(database, slice.length), slice.flat()))
      },
    }))
}

/**
 * Runs a statement for all `rows`. On SQLite each slice is a commit, and the event loop breathes between them; on
 * PostgreSQL all are one, which need not be on the disk when this resolves. Two servers that write the same rows at
 * once must give them in the same order.
 */
export async function writeSlices<Tables>(
  database: Kysely<Tables>,
  statement: Sliced,
  rows: Parameter[][],
): Promise<void> {
  const slices = statement(rows)
  if (engineOf(database) === 'sqlite') {
    for (const [index, slice] of slices.entries()) {
      if (index > 0) await breathe()
      await slice.run(database)
    }
    return
  }
  await inTransaction(database, async (step) => {
    await sql`set local synchronous_commit = off`.execute(step)
    for (const slice of slices) await slice.run(step)
  })
}

function inSizes<T>(rows: T[], sizes: readonly number[]): T[][] {
  const slices: T[][] = []
  let at = 0
  for (const size of sizes) {
    for (; rows.length - at >= size; at += size) slices.push(rows.slice(at, at + size))
  }
  return slices
}

/** PostgreSQL takes the types of a table of values from its first row. */
function valuesOf(types: readonly string[], size: number): RawBuilder<unknown> {
  const first = types.map((type) => sql`cast(${null} as ${sql.raw(type)})`)
  const other = types.map(() => sql`${null}`)
  const rows = Array.from({ length: size }, (_, index) => sql`(${sql.join(index === 0 ? first : other)})`)
  return sql`(values ${sql.join(rows)})`
}
