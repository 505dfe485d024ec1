import { setImmediate as breathe } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { inTransaction } from '../../database/transactions.ts'
import type { FleetStore, LoadedDevice } from '../store.ts'
import {
  derivedColumns,
  derivedValues,
  loadedColumns,
  reportedColumns,
  reportedValues,
  standingColumns,
  standingValues,
  titleOf,
  toLoaded,
} from './deviceRow.ts'
import { loadedByRows, rowsByIds, textsByRow } from './reading.ts'
import { sliced } from './slices.ts'
import type { FleetTables } from './tables.ts'

const deviceColumns = {
  id: 'text',
  identity: 'text',
  first_seen: 'bigint',
  title: 'text',
  ...reportedColumns,
  ...standingColumns,
  ...derivedColumns,
} as const
const sizes = [32, 4, 1]

const enroll = sliced(Object.values(deviceColumns), sizes, (values) => {
  const names = Object.keys(deviceColumns)
  return sql`
    insert into devices (${sql.join(names.map((name) => sql.id(name)))}, notes, hold, changed)
    select ${sql.join(names.map((_, index) => sql.id(`column${index + 1}`)))}, '', 0, 0 from ${values} as v
    where not exists (select 1 from device_aliases where alias = v.column1)
    on conflict (id) do nothing`
})

const begin = sliced(
  ['text', 'bigint', 'bigint', 'bigint', 'bigint'],
  sizes,
  (values) => sql`
    insert into presence (row, last_seen, polls, interval_ms, patience)
    select devices.row, column2, column3, column4, column5
    from ${values} as v cross join devices where devices.id = v.column1
    on conflict (row) do nothing`,
)

/** Devices read in one go at the start of a server. */
const pageSize = 1_000

/** How devices come into the store, and from there into a server's memory. */
export function enrolling(database: Kysely<FleetTables>): Pick<FleetStore, 'load' | 'enroll'> {
  return {
    load: async (each) => {
      const aliases = await database
        .selectFrom('device_aliases')
        .select(['row', 'alias as text'])
        .orderBy('alias')
        .execute()
      const byRow = textsByRow(aliases)
      for (let after = 0; ; ) {
        const page = await database
          .selectFrom('devices')
          .innerJoin('presence', 'presence.row', 'devices.row')
          .select(loadedColumns)
          .where('devices.row', '>', after)
          .orderBy('devices.row')
          .limit(pageSize)
          .execute()
        const last = page.at(-1)
        if (!last) return
        after = last.row
        each(page.map((row) => toLoaded(row, byRow.get(row.row) ?? [])))
        await breathe()
      }
    },

    enroll: async (devices) => {
      // In the same order on every replica, so that two never wait for each other in a ring.
      const sorted = devices.toSorted((one, other) => (one.id < other.id ? -1 : 1))
      const slices = enroll(
        sorted.map(({ id, identity, firstSeenAt, reported, standing }) => [
          id,
          identity,
          firstSeenAt,
          titleOf(null, id),
          ...reportedValues(reported),
          ...standingValues(standing),
          ...derivedValues(reported.version, standing.runs),
        ]),
      )
      const beginnings = begin(
        sorted.map(({ id, lastSeenAt, polls, interval, patience }) => [
          id,
          lastSeenAt,
          polls,
          interval,
          patience,
        ]),
      )
      for (const [index, slice] of slices.entries()) {
        if (index > 0) await breathe()
        await inTransaction(database, async (step) => {
          await slice.run(step)
          await beginnings[index]?.run(step)
        })
      }
      const ids = devices.map(({ id }) => id)
      const rows = await rowsByIds(database, ids)
      const loaded = new Map<number, LoadedDevice>()
      for (const device of await loadedByRows(database, [...new Set(rows.values())]))
        loaded.set(device.row, device)
      return ids.map((id) => {
        const device = loaded.get(rows.get(id) ?? 0)
        if (!device) throw new Error(`The device ${id} was forgotten while it was enrolled.`)
        return device
      })
    },
  }
}
