import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { explained } from '../../test/explained.ts'
import { fillFleet } from '../../test/fillFleet.ts'
import { fleetRequests } from '../../test/fleetRequests.ts'
import { sqliteDialect } from '../database/kyselyDialect.ts'
import { migrate } from '../database/migrate.ts'
import { openSqlite } from '../database/sqlite.ts'
import type { FleetTables } from './sql/tables.ts'
import { createSqlFleetStore } from './sqlStore.ts'

const now = Date.UTC(2026, 10, 1)

/** SQLite's plans do not depend on how much there is, so that a small fleet shows those of a large one. */
describe('a page of the device list on SQLite', () => {
  let database: Kysely<FleetTables>
  let asked: { sql: string; parameters: readonly unknown[] }[]
  beforeEach(async () => {
    asked = []
    database = new Kysely<FleetTables>({
      dialect: sqliteDialect(await openSqlite(':memory:')),
      log: ({ query }) => {
        asked.push(query)
      },
    })
    await migrate(database)
    await fillFleet(createSqlFleetStore(database, { revision: () => 0 }), 120, now)
  })
  afterEach(() => database.destroy())

  /** The plans of the queries that find the rows of a first and a second page, in every order with every filter. */
  const plans = async (few: number) => {
    const store = createSqlFleetStore(database, { revision: () => 0, few })
    const found: { name: string; plan: string[] }[] = []
    for (const { name, ...request } of fleetRequests) {
      asked.length = 0
      const page = { ...request, limit: 2, now, upSince: 0 }
      const { next } = await store.list({ ...page, cursor: null })
      if (next) await store.list({ ...page, cursor: next })
      for (const query of asked.filter(({ sql }) => /order by .* limit/s.test(sql))) {
        found.push({ name, plan: await explained(database as never, query) })
      }
    }
    return found
  }

  it('walks along the index of its order, and neither sorts nor reads the whole table, when a filter finds many', async () => {
    const walks = await plans(0)
    expect(walks.length).toBeGreaterThan(fleetRequests.length)
    for (const { name, plan } of walks) {
      const [first = ''] = plan
      // A filter that finds nothing is begun with even so.
      if (first.startsWith('CO-ROUTINE') || first.startsWith('MATERIALIZE')) continue
      expect(first, name).toMatch(/^(SCAN|SEARCH) (devices|presence) USING (COVERING )?INDEX/)
      expect(plan.join(', '), name).not.toContain('TEMP B-TREE')
    }
  })

  it('looks up those that a filter finds, and sorts no others, when it finds few', async () => {
    for (const { name, plan } of await plans(2_000)) {
      expect(plan.join(', '), name).not.toMatch(/SCAN (devices|presence)( |,|$)(?!USING)/)
    }
  })
})
