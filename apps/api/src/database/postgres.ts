import { CompiledQuery, PostgresDialect } from 'kysely'
import pg from 'pg'
import { UnusableDatabase } from './sqlite.ts'

const int8 = 20
/** Connections of one server. Polls never wait for one; more than this many pages at once do. */
const mostConnections = 10
/** How long a start waits for the database, ms. */
const patience = 10_000

/**
 * The dialect of the PostgreSQL at `url`, reached once before this resolves. Throws {@link UnusableDatabase} with a
 * sentence that names the host and the database, and never the password.
 *
 * @param failed told of connections that broke while nobody used them; the pool opens others
 */
export async function postgresDialect(url: string, failed: (error: Error) => void): Promise<PostgresDialect> {
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: patience,
    application_name: 'cyberdeck-ota',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === int8 && format !== 'binary' ? wholeNumber : pg.types.getTypeParser(oid, format)) as never,
    },
  })
  pool.on('error', failed)
  try {
    const client = await pool.connect()
    client.release()
  } catch (error) {
    await pool.end()
    throw new UnusableDatabase(`${nameOf(url)} cannot be reached: ${sentenceOf(error)}.`, { cause: error })
  }
  return new PostgresDialect({
    pool,
    // The preset is that of turning disks: with it the planner reads a whole table to sort 2,000 of its devices.
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('set random_page_cost = 1.1'))
    },
  })
}

/** Counts, times and sizes are far below 2^53; anything else in such a column is a defect. */
function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is no whole number below 2^53.`)
  return number
}

function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `The PostgreSQL database ${pathname.slice(1) || 'without a name'} at ${hostname || 'localhost'}:${port || 5432}`
}

/** A host with several addresses fails with an error for each of them and no message of its own. */
function sentenceOf(error: unknown): string {
  const errors = error instanceof AggregateError ? error.errors : [error]
  return errors.map((one) => (one instanceof Error ? one.message : String(one))).join(', ')
}
