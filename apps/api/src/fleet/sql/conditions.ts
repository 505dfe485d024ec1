import { type Comparison, type DeviceTerm, patienceOf } from '@cyberdeck-ota/core'
import { type RawBuilder, sql } from 'kysely'
import { storable } from './deviceRow.ts'
import type { Order } from './orders.ts'

/** A condition on `devices` and `presence`: true or false, never null, so that it can be turned round. */
export type Condition = RawBuilder<boolean>

/** One term of a query in SQL. */
export interface TermInSql {
  holds: Condition
  /**
   * Selects the `row` of each device for which it holds through an index. Null for a term that is turned round, which
   * holds for nearly all.
   */
  find: RawBuilder<{ row: number }> | null
  /** Whether a device may come out of `find` several times. */
  repeats: boolean
  /** Whether `holds` looks at `presence`. */
  asksPresence: boolean
  /** The order whose index also finds them, beginning where the first one stands. */
  along: Order | null
}

/** What the moment of asking adds to a query, ms since 1970. */
export interface Moment {
  now: number
  upSince: number
}

const day = 86_400_000
const leastPatience = patienceOf(0)
const channel = sql`coalesce(devices.channel, devices.reported_channel, 'stable')`
const board = sql`coalesce(devices.board, '')`

/** A term in SQL; what people typed is in its parameters only. */
export function termInSql(term: DeviceTerm, moment: Moment): TermInSql {
  const compiled = positive('text' in term ? { ...term, text: storable(term.text) } : term, moment)
  return term.not ? { ...compiled, holds: sql`not (${compiled.holds})`, find: null, along: null } : compiled
}

function positive(term: DeviceTerm, { now, upSince }: Moment): TermInSql {
  switch (term.field) {
    case 'word':
      return anyOf([
        beginsWith(sql`lower(devices.id)`, term.text),
        beginsWith(sql`devices.address`, term.text),
        named(term.text),
      ])
    case 'id':
      return ofDevices(beginsWith(sql`lower(devices.id)`, term.text))
    case 'address':
      return ofDevices(beginsWith(sql`devices.address`, term.text))
    case 'name':
      return ofDevices(named(term.text))
    case 'tag':
      return {
        holds: sql`exists (select 1 from device_tags where device_tags.row = devices.row and tag = ${term.text})`,
        find: sql`select row from device_tags where tag = ${term.text}`,
        ...{ repeats: false, asksPresence: false, along: null },
      }
    case 'product':
      return ofDevices(sql`devices.product = ${term.text}`)
    case 'board':
      // As a range, because SQLite does not see that what equals one text is in the order of its index.
      return ofDevices(sql`(${board} >= ${term.text} and ${board} <= ${term.text})`, 'board')
    case 'chip':
      return ofDevices(sql`lower(coalesce(devices.chip, '')) = ${term.text.toLowerCase()}`)
    case 'channel':
      return ofDevices(sql`${channel} = ${term.text}`)
    case 'pin':
      return ofDevices(sql`(devices.pin is not null and devices.pin = ${term.text})`)
    case 'state':
      return ofDevices(sql`devices.state = ${term.state}`, 'state')
    case 'version':
      return ofDevices(
        sql`(devices.version_key <> '' and devices.version_key ${operator(term.compare)} ${term.key})`,
        'version',
      )
    case 'first-seen':
      return ofDevices(since(sql`devices.first_seen`, term.compare, now - term.ago), 'first-seen')
    case 'seen':
      return ofPresence(since(sql`presence.last_seen`, term.compare, now - term.ago), 'last-seen')
    case 'is':
      return marked(term.what, { now, upSince })
  }
}

function marked(what: Extract<DeviceTerm, { field: 'is' }>['what'], moment: Moment): TermInSql {
  const { now } = moment
  switch (what) {
    case 'silent':
      return ofPresence(silent(moment), 'last-seen')
    case 'new':
      return ofDevices(isNew(moment), 'first-seen')
    case 'weak':
      return ofDevices(sql`devices.identity = 'address'`)
    case 'held':
      return ofDevices(sql`devices.hold = 1`)
    case 'pinned':
      return ofDevices(sql`devices.pin is not null`)
    case 'mislabelled':
      return ofDevices(sql`devices.mislabelled = 1`)
    case 'quarantined':
      return {
        holds: sql`exists (
          select 1 from quarantines
          where quarantines.row = devices.row and (quarantines.until is null or quarantines.until > ${now}))`,
        find: sql`
          select row from quarantines where until is null
          union all select row from quarantines where until > ${now}`,
        ...{ repeats: true, asksPresence: false, along: null },
      }
  }
}

/**
 * Silent for longer than its patience, all of it since this server hears devices. The first comparison, which follows
 * from the second, leads to those that were not heard of lately, who are few.
 */
export function silent({ now, upSince }: Moment): Condition {
  return sql`(presence.last_seen < ${now - leastPatience}
    and presence.last_seen + presence.patience < ${now} and presence.patience < ${now - upSince})`
}

/** First seen within a day. */
export function isNew({ now }: Pick<Moment, 'now'>): Condition {
  return since(sql`devices.first_seen`, '<', now - day)
}

function since(column: RawBuilder<unknown>, compare: '<' | '>', then: number): Condition {
  return compare === '>' ? sql`${column} < ${then}` : sql`${column} > ${then}`
}

function operator(compare: Comparison): RawBuilder<unknown> {
  return sql.raw(compare)
}

/** A range instead of `like`, because it finds its way through an index on both engines. */
function beginsWith(column: RawBuilder<unknown>, text: string): Condition {
  const start = asciiLower(text)
  return sql`(${column} >= ${start} and ${column} < ${`${start}\u{10ffff}`})`
}

function named(text: string): Condition {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return sql`(devices.name is not null and devices.title like ${pattern} escape '\\')`
}

/** As `lower` does on both engines for texts that are compared byte by byte. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function ofDevices(holds: Condition, along: Order | null = null): TermInSql {
  const find = sql<{ row: number }>`select devices.row from devices where ${holds}`
  return { holds, find, repeats: false, asksPresence: false, along }
}

function ofPresence(holds: Condition, along: Order | null = null): TermInSql {
  const find = sql<{ row: number }>`select presence.row from presence where ${holds}`
  return { holds, find, repeats: false, asksPresence: true, along }
}

/** Each through its own index. */
function anyOf(conditions: Condition[]): TermInSql {
  return {
    holds: sql`(${sql.join(conditions, sql` or `)})`,
    find: sql`${sql.join(
      conditions.map((holds) => sql`select devices.row from devices where ${holds}`),
      sql` union all `,
    )}`,
    ...{ repeats: true, asksPresence: false, along: null },
  }
}
