import { Kysely, type Migration } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sqliteDialect } from './kyselyDialect.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'
import { openSqlite } from './sqlite.ts'

const adds = (table: string): Migration => ({
  up: async (database) => {
    await database.schema.createTable(table).ifNotExists().addColumn('x', 'text').execute()
  },
})

describe('migrate', () => {
  let database: Kysely<unknown>
  beforeEach(async () => {
    database = new Kysely<unknown>({ dialect: sqliteDialect(await openSqlite(':memory:')) })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await database.destroy()
  })
  const tables = async () => (await database.introspection.getTables()).map(({ name }) => name).sort()

  it('creates the tables of accounts and fleet, and does nothing the second time', async () => {
    await migrate(database)
    const created = await tables()
    expect(created).toEqual(
      expect.arrayContaining(['api_tokens', 'attempts', 'devices', 'people', 'presence']),
    )
    await migrate(database)
    expect(await tables()).toEqual(created)
  })

  it.each(Object.entries(migrations))(
    'can take %s again where it was cut off at its end',
    async (_, step) => {
      await migrate(database)
      const created = await tables()
      await step.up(database)
      expect(await tables()).toEqual(created)
    },
  )

  it('repeats a step that was cut off before it was noted as taken', async () => {
    const step = adds('a')
    await step.up(database)
    await migrate(database, { '0001-a': step })
    expect(await tables()).toEqual(['a'])
  })

  it('takes later steps although the clock ran backwards between two starts', async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 1, 1), toFake: ['Date'] })
    await migrate(database, { '0001-a': adds('a') })
    vi.setSystemTime(Date.UTC(1970, 0, 1))
    await migrate(database, { '0001-a': adds('a'), '0002-b': adds('b') })
    await migrate(database, { '0001-a': adds('a'), '0002-b': adds('b'), '0003-c': adds('c') })
    expect(await tables()).toEqual(['a', 'b', 'c'])
  })

  it('refuses a database that a newer version has written, and leaves it as it is', async () => {
    await migrate(database, { '0001-a': adds('a'), '0002-b': adds('b') })
    await expect(migrate(database, { '0001-a': adds('a') })).rejects.toThrow(
      'The database was written by a newer version of Cyberdeck OTA (it has the step 0002-b): start that version.',
    )
    expect(await tables()).toEqual(['a', 'b'])
  })
})
