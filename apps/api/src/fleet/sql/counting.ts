import { setImmediate as breathe } from 'node:timers/promises'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { FleetStore } from '../store.ts'
import { isNew, silent } from './conditions.ts'
import { countOf } from './finding.ts'
import type { FleetTables } from './tables.ts'

type Database = Kysely<FleetTables>

const mostListed = 1_000

/** What the whole fleet looks like. */
export function counting(database: Database): Pick<FleetStore, 'views' | 'facets'> {
  return {
    views: async (now, upSince) => {
      const states = await database
        .selectFrom('devices')
        .select(['state', ({ fn }) => fn.countAll<number>().as('devices')])
        .groupBy('state')
        .execute()
      const inState = new Map(states.map(({ state, devices }) => [state, devices]))
      const of = (state: string) => inState.get(state) ?? 0
      return {
        all: states.reduce((sum, { devices }) => sum + devices, 0),
        upToDate: of('up-to-date'),
        updating: of('updating'),
        behind: of('behind'),
        held: of('held'),
        failed: of('failed'),
        unserved: of('unserved'),
        silent: await countOf(database, sql`presence where ${silent({ now, upSince })}`),
        new: await countOf(database, sql`devices where ${isNew({ now })}`),
        weak: await countOf(database, sql`devices where identity = 'address'`),
      }
    },

    facets: async () => ({
      tags: await mostUsed(database, sql`device_tags`, sql`tag`),
      versions: await mostUsed(database, sql`devices`, sql`version_key`, sql`coalesce(runs, version)`),
      boards: await mostUsed(database, sql`devices`, sql`coalesce(board, '')`),
      chips: await mostUsed(database, sql`devices`, sql`lower(coalesce(chip, ''))`, sql`chip`),
      products: await mostUsed(database, sql`devices`, sql`product`),
      channels: await mostUsed(database, sql`devices`, sql`coalesce(channel, reported_channel, 'stable')`),
    }),
  }
}

/**
 * Texts of a table, most frequent first; those for which `by` is the same are one, spelled as the oldest device has it, and
 * those of an empty one none.
 */
async function mostUsed(
  database: Database,
  table: RawBuilder<unknown>,
  by: RawBuilder<unknown>,
  text = by,
): Promise<string[]> {
  // On SQLite nothing else is done while each of them counts the whole fleet.
  await breathe()
  // Counted along the index of `by`; only the few that are told are looked up.
  const { rows } = await sql<{ text: string }>`
    select (select ${text} from ${table} where ${by} = counted.by order by row limit 1) as text
    from (
      select ${by} as by, count(*) as devices from ${table} group by ${by} having ${by} <> ''
      order by count(*) desc, ${by} limit ${sql.lit(mostListed)}
    ) as counted
    order by counted.devices desc, counted.by`.execute(database)
  return rows.map((row) => row.text)
}
