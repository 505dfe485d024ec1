import { type Dialect, Kysely, sql } from 'kysely'
import { engineOf } from '../../src/database/engine.ts'
import { sqliteDialect } from '../../src/database/kyselyDialect.ts'
import { migrate } from '../../src/database/migrate.ts'
import { postgresDialect } from '../../src/database/postgres.ts'
import { openSqlite } from '../../src/database/sqlite.ts'
import type { FleetTables } from '../../src/fleet/sql/tables.ts'
import { createSqlFleetStore } from '../../src/fleet/sqlStore.ts'
import type { FleetStore, LoadedDevice } from '../../src/fleet/store.ts'
import { fillFleet } from '../fillFleet.ts'
import { type Asked, measurePages } from './pages.ts'
import { print, timed } from './timed.ts'

/**
 * A program for `pnpm bench`, which may not import the server: fills a database with a made-up fleet and prints what the
 * store's work on it costs. `node measureStore.js <path or postgres address> <devices>`.
 */
const [place = '', count] = process.argv.slice(2)
const devices = Number(count)
const now = Date.now()
const minute = 60_000
/** Devices that are written at once by a server under full load. */
const flush = 4_000

const asked: Asked[] = []
const database = new Kysely<FleetTables>({
  dialect: await dialectOf(place),
  log: ({ query }) => {
    if (/order by .* limit/s.test(query.sql)) asked.push(query)
  },
})
const isPostgres = engineOf(database) === 'postgres'
await migrate(database)
const store = createSqlFleetStore(database, { revision: isPostgres ? null : () => 0 })

print(`\n   ${isPostgres ? 'PostgreSQL' : 'SQLite'}, ${devices} devices`)
await timed('filling', devices, () => fillFleet(store, devices, now))
if (isPostgres) await sql`vacuum analyze`.execute(database)
const loaded: LoadedDevice[] = []
await timed('loading', devices, () => store.load((page) => loaded.push(...page)))
await timed('views', 1, () => store.views(now, 0))
await timed('facets', 1, () => store.facets())
await measurePages(database, store, asked, now)
await measureWrites(store, loaded)
await measureActions(store)
await database.destroy()

async function dialectOf(place: string): Promise<Dialect> {
  return place.startsWith('postgres:')
    ? postgresDialect(place, (error) => print(error.message))
    : sqliteDialect(await openSqlite(place))
}

/** Each round, every device polls once, in an order that has nothing to do with the rows. */
async function measureWrites(store: FleetStore, loaded: LoadedDevice[]): Promise<void> {
  const shuffled = loaded.toSorted((one, other) => scattered(one.row) - scattered(other.row))
  for (let round = 1; round <= 3; round++) {
    await timed(`presence, round ${round}`, shuffled.length, async () => {
      for (let first = 0; first < shuffled.length; first += flush) {
        const lastSeenAt = now + round * 5 * minute + first
        await store.seen(
          shuffled
            .slice(first, first + flush)
            .map(({ row, patience }) => ({ row, lastSeenAt, polls: 1, interval: 5 * minute, patience })),
        )
      }
    })
  }
  const some = shuffled.slice(0, 5_000)
  await timed('reports', some.length, () => store.report(some))
  await timed('standings', some.length, () => store.stand(some))
}

function scattered(row: number): number {
  return Math.imul(row, 2_654_435_761) >>> 0
}

/** What operators do to the whole fleet at once. */
async function measureActions(store: FleetStore): Promise<void> {
  const everything = { query: { terms: [] }, now, upSince: 0 }
  let undo: string | null = null
  await timed('tag all', devices, async () => {
    undo = (await store.assign(everything, { do: 'tag', tag: 'bench' }, 'bench', now)).undo
  })
  await timed('undo that', devices, () => store.undo(undo ?? '', 'bench', now))
  await timed('pin all', devices, () =>
    store.assign(everything, { do: 'pin', version: '1.02' }, 'bench', now),
  )
  await timed('all pages', devices, async () => {
    for (let after = 0; ; ) {
      const last = (await store.page(everything, after, 100)).at(-1)
      if (!last) return
      after = last.row
    }
  })
}
