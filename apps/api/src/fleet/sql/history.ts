import type { DeviceEventDetail } from '@cyberdeck-ota/schema'
import { type Kysely, sql } from 'kysely'
import type { FleetStore } from '../store.ts'
import { toQuarantine } from './attemptRow.ts'
import { storable } from './deviceRow.ts'
import { sliced, writeSlices } from './slices.ts'
import type { FleetTables } from './tables.ts'

/** Two replicas may sample at the same moment: they counted the same fleet. */
const sample = sliced(
  ['text', 'bigint', 'text', 'bigint'],
  [64, 8, 1],
  (values) => sql`
    insert into field_samples (product, at, version, devices)
    select column1, column2, column3, column4 from ${values} as v where true
    on conflict (product, at, version) do update set devices = excluded.devices`,
)

/** What happened to a device, and how versions spread in the field. */
export function history(
  database: Kysely<FleetTables>,
): Pick<FleetStore, 'events' | 'quarantines' | 'sample' | 'samples' | 'forgetSamples'> {
  return {
    events: async (row, before, limit) => {
      const events = await database
        .selectFrom('device_events')
        .selectAll()
        .where('row', '=', row)
        .$if(before !== null, (query) => query.where('id', '<', before))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return events.map(({ detail, ...event }) => ({
        ...event,
        detail: JSON.parse(detail) as DeviceEventDetail,
      }))
    },

    quarantines: async (row) => {
      const found = await database
        .selectFrom('quarantines')
        .selectAll()
        .where('row', '=', row)
        .orderBy('version')
        .orderBy('sha256')
        .execute()
      return found.map(toQuarantine)
    },

    sample: (at, counts) =>
      writeSlices(
        database,
        sample,
        counts
          .map(({ product, version, devices }) => [product, at, storable(version) ?? '', devices])
          .toSorted(([product, , version], [otherProduct, , otherVersion]) =>
            `${product} ${version}` < `${otherProduct} ${otherVersion}` ? -1 : 1,
          ),
      ),

    forgetSamples: async (product) => {
      await database.deleteFrom('field_samples').where('product', '=', product).execute()
    },

    samples: async (product, since, most) => {
      const { first, last } = await database
        .selectFrom('field_samples')
        .select(({ fn }) => [fn.min<number | null>('at').as('first'), fn.max<number | null>('at').as('last')])
        .where('product', '=', product)
        .where('at', '>=', since)
        .executeTakeFirstOrThrow()
      if (first === null || last === null) return []
      // The last moment of each stretch is looked up, because reading all of a long time takes half a second.
      const stretch = Math.max(1, Math.ceil((last - first) / (most - 1)))
      const { rows } = await sql<{ at: number; version: string; devices: number }>`
        with recursive stretches(ends) as (
          select cast(${first} as bigint)
          union all select ends + ${stretch} from stretches where ends < ${last}
        )
        select at, version, devices from field_samples
        where product = ${product} and at in (
          select (
            select max(at) from field_samples
            where product = ${product} and at > ends - ${stretch} and at <= ends
          ) from stretches
        )
        order by at, version`.execute(database)
      return rows.map(({ version, ...rest }) => ({ ...rest, version: version || null }))
    },
  }
}
