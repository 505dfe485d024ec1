import { setImmediate as breathe } from 'node:timers/promises'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { FleetStore } from '../store.ts'
import type { FleetTables } from './tables.ts'
import { forgetOldUndos } from './undoing.ts'

type Database = Kysely<FleetTables>

/** ms. */
const keptFor = 90 * 86_400_000
/** Of what each device has a history of, so many stay however old they are: as many as its page shows at first. */
const leastKept = 50
/** Rows of devices whose history is looked through in one statement, and statements in one go. */
const [devicesAtOnce, slicesAtOnce] = [200, 500]
const samplesAtOnce = 500

/** Takes away what is no longer kept, in slices. Several servers may do so at once. */
export function pruning(database: Database): Pick<FleetStore, 'prune'> {
  let after = 0
  return {
    prune: async (now) => {
      await forgetOldUndos(database, now)
      await forgetOldSamples(database, now - keptFor)
      after = await forgetOldHistory(database, now - keptFor, after)
    },
  }
}

async function forgetOldSamples(database: Database, before: number): Promise<void> {
  for (const product of await sampledProducts(database)) {
    const old = sql`
      select product, at, version from field_samples where product = ${product} and at < ${before}
      order by at limit ${samplesAtOnce}`
    const slice = sql`delete from field_samples where (product, at, version) in (${old})`
    while ((await slice.execute(database)).numAffectedRows === BigInt(samplesAtOnce)) await breathe()
  }
}

/** One by one, because a `distinct` would read every sample. */
async function sampledProducts(database: Database): Promise<string[]> {
  const products: string[] = []
  for (;;) {
    const next = await database
      .selectFrom('field_samples')
      .select('product')
      .where('product', '>', products.at(-1) ?? '')
      .orderBy('product')
      .limit(1)
      .executeTakeFirst()
    if (!next) return products
    products.push(next.product)
  }
}

/** Goes on behind the row `after`, and returns where to go on the next time. */
async function forgetOldHistory(database: Database, before: number, after: number): Promise<number> {
  const { last } = await database
    .selectFrom('devices')
    .select(({ fn }) => fn.max<number | null>('row').as('last'))
    .executeTakeFirstOrThrow()
  const until = Math.min(last ?? 0, after + devicesAtOnce * slicesAtOnce)
  for (let from = after; from < until; from += devicesAtOnce) {
    const rows = sql`row > ${from} and row <= ${from + devicesAtOnce}`
    await sql`
      delete from device_events where ${rows} and at < ${before}
      and id <= ${newest(sql`device_events`)}`.execute(database)
    await sql`
      delete from attempts where ${rows} and changed_at < ${before} and settled = 1
      and id <= ${newest(sql`attempts`)}`.execute(database)
    await breathe()
  }
  return until === last || last === null ? 0 : until
}

/** The id behind the latest of a device that stay, in a statement about `table`. */
function newest(table: RawBuilder<unknown>): RawBuilder<number> {
  return sql`(
    select latest.id from ${table} as latest where latest.row = ${table}.row
    order by latest.id desc limit 1 offset ${leastKept})`
}
