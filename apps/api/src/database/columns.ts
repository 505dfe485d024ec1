import { type Kysely, type RawBuilder, sql } from 'kysely'
import { engineOf } from './engine.ts'

/** The column types of both engines. Whole numbers are `bigint` on both, flags `smallint` 0 or 1. */
export interface Columns {
  /** The number of a row, given out by the database, rising, never given out again. A primary key. */
  number: RawBuilder<unknown>
  /** Compared and sorted byte by byte, on PostgreSQL whatever its locale is, so that both engines agree. */
  text: RawBuilder<unknown>
}

export function columnsOf(database: Kysely<unknown>): Columns {
  return engineOf(database) === 'postgres'
    ? {
        number: sql`bigint generated always as identity primary key`,
        text: sql`text collate "C"`,
      }
    : { number: sql`integer primary key autoincrement`, text: sql`text` }
}
