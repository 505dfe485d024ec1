import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startPostgres } from '@cyberdeck-ota/test-postgres'
import { type Dialect, Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { sqliteDialect } from '../src/database/kyselyDialect.ts'
import { migrate } from '../src/database/migrate.ts'
import { postgresDialect } from '../src/database/postgres.ts'
import { openSqlite } from '../src/database/sqlite.ts'
import type { FleetTables } from '../src/fleet/sql/tables.ts'
import { createSqlFleetStore } from '../src/fleet/sqlStore.ts'
import type { FleetStore, LoadedDevice } from '../src/fleet/store.ts'
import { explained } from './explained.ts'
import { fillFleet } from './fillFleet.ts'
import { fleetRequests } from './fleetRequests.ts'

/**
 * Not a test but a measurement, which takes minutes and an otherwise idle machine:
 * `MEASURE_FLEET=100000 npx vitest run apps/api/test/measureFleet`
 */
const devices = Number(process.env.MEASURE_FLEET ?? 0)
const minutes = 60_000
const now = Date.UTC(2026, 10, 1)
const pageLength = 50
const flush = 4_000

const print = (text: string) => process.stdout.write(`${text}\n`)

describe.runIf(devices > 0)(`a fleet of ${devices}`, () => {
  it('on SQLite', { timeout: 30 * minutes }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cyberdeck-measure-'))
    try {
      await measure('SQLite', sqliteDialect(await openSqlite(join(folder, 'cyberdeck.db'))), () => 0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('on PostgreSQL', { timeout: 30 * minutes }, async (context) => {
    const postgres = await startPostgres()
    if ('unavailable' in postgres) return context.skip(postgres.unavailable)
    try {
      const failed = (error: Error) => print(error.message)
      await measure('PostgreSQL', await postgresDialect(await postgres.createDatabase(), failed), null)
    } finally {
      await postgres.stop()
    }
  })
})

type Asked = { sql: string; parameters: readonly unknown[] }

async function measure(engine: string, dialect: Dialect, revision: (() => number) | null): Promise<void> {
  const asked: Asked[] = []
  const log = ({ query }: { query: Asked }) => {
    if (/order by .* limit/s.test(query.sql)) asked.push(query)
  }
  const database = new Kysely<FleetTables>({ dialect, log })
  await migrate(database)
  const store = createSqlFleetStore(database, { revision })
  print(`\n${engine}`)
  await timed('fill', devices, () => fillFleet(store, devices, now))
  if (!revision) await sql`vacuum analyze`.execute(database)
  const loaded: LoadedDevice[] = []
  await timed('load', devices, () => store.load((page) => loaded.push(...page)))
  await measureWrites(store, loaded)
  await timed('views', 1, () => store.views(now, 0))
  await timed('facets', 1, () => store.facets())
  await measurePages(database, store, asked)
  await database.destroy()
}

/** Each round, every device polls once, in an order that has nothing to do with the rows. */
async function measureWrites(store: FleetStore, loaded: LoadedDevice[]): Promise<void> {
  const shuffled = loaded.toSorted((one, other) => scattered(one.row) - scattered(other.row))
  for (let round = 1; round <= 3; round++) {
    await timed(`presence, round ${round}`, shuffled.length, async () => {
      for (let first = 0; first < shuffled.length; first += flush) {
        const heard = shuffled.slice(first, first + flush)
        const at = now + round * 5 * minutes + first
        await store.seen(
          heard.map(({ row, patience }) => ({
            row,
            lastSeenAt: at,
            polls: 1,
            interval: 5 * minutes,
            patience,
          })),
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

async function measurePages(database: Kysely<FleetTables>, store: FleetStore, asked: Asked[]): Promise<void> {
  const times: { name: string; ms: number }[] = []
  const shapes = new Map<string, string[]>()
  for (const { name, ...request } of fleetRequests) {
    for (let cursor: string | null = null, page = 1; page <= 2; page++) {
      asked.length = 0
      const begun = performance.now()
      const list: Awaited<ReturnType<FleetStore['list']>> = await store.list({
        ...request,
        cursor,
        limit: pageLength,
        now,
        upSince: 0,
      })
      times.push({ name: `${name}, page ${page}`, ms: performance.now() - begun })
      expect(asked).toHaveLength(1)
      for (const query of asked.splice(0)) {
        const shape = (await explained(database as never, query)).join(' · ')
        shapes.set(shape, [...(shapes.get(shape) ?? []), name])
      }
      cursor = list.next
      if (cursor === null) break
    }
  }
  times.sort((one, other) => one.ms - other.ms)
  const at = (share: number) => times[Math.floor(share * (times.length - 1))]?.ms.toFixed(1)
  print(`pages: ${times.length}, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`)
  for (const { name, ms } of times.slice(-8).reverse()) print(`  ${ms.toFixed(1)} ms  ${name}`)
  print('plans:')
  for (const [shape, names] of [...shapes].sort(([, one], [, other]) => other.length - one.length)) {
    print(`  ${names.length} × ${shape}  (${names[0]})`)
  }
}

async function timed(name: string, rows: number, run: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const [begun, used] = [performance.now(), process.cpuUsage()]
  await run()
  const { user, system } = process.cpuUsage(used)
  const ms = performance.now() - begun
  delay.disable()
  const each = rows > 1 ? `, ${((user + system) / rows).toFixed(1)} µs of processor a row` : ''
  const blocked = `event loop late by ${(delay.percentile(99) / 1e6).toFixed(0)} ms (p99), ${(delay.max / 1e6).toFixed(0)} ms at most`
  print(`${name}: ${ms.toFixed(0)} ms${each}; ${blocked}`)
}
