import type { DeviceQuery } from '@cyberdeck-ota/core'
import type { DeviceSort } from '@cyberdeck-ota/schema'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { engineOf } from '../../database/engine.ts'
import { type Condition, type Moment, type TermInSql, termInSql } from './conditions.ts'
import { orderingOf } from './orders.ts'
import type { FleetTables } from './tables.ts'

type Database = Kysely<FleetTables>

/** Where a search looks. */
export interface Searched {
  database: Database
  /**
   * A term that holds for at most so many devices is where a search begins: they are looked at one by one, and sorted.
   * One that holds for more is met often enough along the index of the order.
   */
  few: number
}

/** Where a page of a list ended. */
export interface Place {
  value: string | number
  row: number
}

/** The next places after `after` in an order, all terms of the query holding. */
export async function findInOrder(
  searched: Searched,
  { query, sort, ...moment }: { query: DeviceQuery; sort: DeviceSort } & Moment,
  after: Place | null,
  limit: number,
): Promise<Place[]> {
  const terms = query.terms.map((term) => termInSql(term, moment))
  const { order, by, table, descending } = orderingOf(sort)
  const { start, rest } = await begin(searched, terms)
  const conditions = rest.map(({ holds, along }) =>
    start === null && along === order ? holds : aside(searched.database, holds),
  )
  if (after) {
    const than = sql.raw(descending ? '<' : '>')
    conditions.push(sql`(${by}, ${sql.ref(`${table}.row`)}) ${than} (${after.value}, ${after.row})`)
  }
  const direction = sql.raw(descending ? 'desc' : 'asc')
  const { rows } = await sql<Place>`
    select devices.row, ${by} as value from ${tablesOf(start, rest, table)}
    and ${all(conditions)}
    order by ${by} ${direction}, ${sql.ref(`${table}.row`)} ${direction} limit ${limit}`.execute(
    searched.database,
  )
  return rows
}

/** The next rows after `after` by their number, all terms and `also`, which asks `devices` only, holding. */
export async function findByRow(
  searched: Searched,
  terms: TermInSql[],
  also: Condition[],
  after: number,
  limit: number,
): Promise<number[]> {
  const { start, rest } = await begin(searched, terms)
  const conditions = [...rest.map(({ holds }) => holds), ...also].map((holds) =>
    aside(searched.database, holds),
  )
  const { rows } = await sql<{ row: number }>`
    select devices.row from ${tablesOf(start, rest)}
    and devices.row > ${after} and ${all(conditions)}
    order by devices.row limit ${limit}`.execute(searched.database)
  return rows.map(({ row }) => row)
}

/** How many there are for which all terms and `also`, which asks `devices` only, hold. */
export async function countFound(
  searched: Searched,
  terms: TermInSql[],
  also: Condition[] = [],
): Promise<number> {
  const [only] = terms
  if (only?.find && !only.repeats && terms.length === 1 && also.length === 0) {
    return countOf(searched.database, sql`(${only.find}) as found`)
  }
  const { start, rest } = await begin(searched, terms)
  const conditions = [...rest.map(({ holds }) => holds), ...also]
  return countOf(searched.database, sql`${tablesOf(start, rest)} and ${all(conditions)}`)
}

/** What to begin with, which is the term that holds for the fewest devices, if they are few; and the other terms. */
async function begin(
  { database, few }: Searched,
  terms: TermInSql[],
): Promise<{ start: TermInSql['find']; rest: TermInSql[] }> {
  let rarest: TermInSql | null = null
  let fewest = few + 1
  for (const term of terms) {
    if (!term.find) continue
    const some = sql`(select 1 from (${term.find}) as found limit ${fewest}) as counted`
    const found = await countOf(database, some)
    if (found < fewest) [fewest, rarest] = [found, term]
  }
  return { start: rarest?.find ?? null, rest: terms.filter((term) => term !== rarest) }
}

/** How many rows there are behind `from`. */
export async function countOf(database: Database, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ found: number }>`select count(*) as found from ${from}`.execute(database)
  return rows[0]?.found ?? 0
}

// SQLite goes through the tables of a `cross join` in the order they are named, which decides the index it begins
// with; PostgreSQL chooses by what it knows of the data.
const devicesFirst = joined(['devices', 'presence'])
const presenceFirst = joined(['presence', 'devices'])
const devicesOnly = sql`devices where true`

/** Tables to look in, with the condition that joins them; more conditions follow an `and`. */
function tablesOf(
  start: TermInSql['find'],
  rest: TermInSql[],
  first: 'devices' | 'presence' = 'devices',
): RawBuilder<unknown> {
  const presence = first === 'presence' || rest.some(({ asksPresence }) => asksPresence)
  if (start) return fromFound(start, presence)
  if (first === 'presence') return presenceFirst
  return presence ? devicesFirst : devicesOnly
}

function fromFound(find: RawBuilder<unknown>, presence: boolean): RawBuilder<unknown> {
  const found = sql`(select distinct row from (${find}) as hits) as found cross join devices`
  return presence
    ? sql`${found} cross join presence where devices.row = found.row and presence.row = devices.row`
    : sql`${found} where devices.row = found.row`
}

function joined(tables: string[]): RawBuilder<unknown> {
  const names = tables.map((table) => sql.table(table))
  return sql`${sql.join(names, sql` cross join `)} where presence.row = devices.row`
}

function all(conditions: Condition[]): Condition {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
}

/** Keeps SQLite, which knows little of the data, from beginning with the index of this condition. */
function aside(database: Database, condition: Condition): Condition {
  return engineOf(database) === 'sqlite' ? sql`case when ${condition} then 1 else 0 end = 1` : condition
}
