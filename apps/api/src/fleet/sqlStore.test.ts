import { Kysely, sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import { newAttempt, newDevice } from '../../test/sampleDevices.ts'
import { sqliteDialect } from '../database/kyselyDialect.ts'
import { migrate } from '../database/migrate.ts'
import { openSqlite } from '../database/sqlite.ts'
import { enrollOne, everyDevice } from './contract/opened.ts'
import type { FleetTables } from './sql/tables.ts'
import { createSqlFleetStore } from './sqlStore.ts'
import { fleetStoreContract } from './storeContract.ts'

const opened: Kysely<FleetTables>[] = []
afterEach(async () => {
  for (const database of opened.splice(0)) await database.destroy()
})

async function open(options: { few?: number; asked?: (text: string) => void } = {}) {
  const { asked = () => {}, ...rest } = options
  const database = new Kysely<FleetTables>({
    dialect: sqliteDialect(await openSqlite(':memory:')),
    log: ({ query }) => asked(query.sql),
  })
  opened.push(database)
  await migrate(database)
  let revision = 0
  return {
    database,
    store: createSqlFleetStore(database, { revision: () => revision, ...rest }),
    moveRegistry: async (next: number) => {
      revision = next
    },
  }
}

fleetStoreContract('SQLite', open, { fleets: 60, queries: 10 })

it('lets SQLite wait for the disk with what operators decide, and with nothing that polls cause', async () => {
  const asked: string[] = []
  const { store } = await open({ asked: (text) => asked.push(text) })
  const waits = async (write: () => Promise<unknown>) => {
    asked.length = 0
    await write()
    return asked.includes('pragma synchronous = full')
  }
  const device = newDevice('A')
  const { row } = await enrollOne(store, device)
  await enrollOne(store, newDevice('B'))
  let undo: string | null = null
  const operators = [
    () => store.patch('A', { hold: true }, 'admin', 1),
    async () => {
      undo = (await store.assign(everyDevice, { do: 'pin', version: '1' }, 'admin', 1)).undo
    },
    () => store.undo(undo ?? '', 'admin', 1),
    () => store.merge('A', 'B', 'admin', 1),
    () => store.forget({ ids: ['A'] }),
  ]
  const polls = [
    () => store.enroll([device]),
    () => store.report([{ row, ...device }]),
    () => store.open(newAttempt(row), 0),
  ]
  for (const write of polls) expect(await waits(write)).toBe(false)
  for (const write of operators) expect(await waits(write)).toBe(true)
})

it('opens no attempt when the registry moves while SQLite writes it', async () => {
  const { store, moveRegistry } = await open({
    asked: (text) => {
      if (text.startsWith('insert into "attempts"')) void moveRegistry(1)
    },
  })
  const { row } = await enrollOne(store, newDevice('A'))
  expect(await store.open(newAttempt(row), 0)).toBe('revision-moved')
  expect([await store.latestAttempt(row), await store.events(row, null, 9)]).toEqual([null, []])
})

it.each<['assign' | 'forget', RegExp]>([
  ['assign', /failed after 600 of the devices were done, and these stay so/],
  ['forget', /failed after 600 of the devices were done, and these stay so/],
])('says how far it came when the database fails in the middle of %s', async (what, sentence) => {
  const { store, database } = await open()
  await store.enroll(Array.from({ length: 700 }, (_, index) => newDevice(`${index}`)))
  await sql`
    create trigger fails before ${sql.raw(what === 'assign' ? 'update' : 'delete')} on devices when old.row = 601
    begin select raise(abort, 'the disk is gone'); end`.execute(database)
  const doing =
    what === 'assign'
      ? store.assign(everyDevice, { do: 'hold', hold: true }, 'admin', 1)
      : store.forget(everyDevice)
  await expect(doing).rejects.toMatchObject({
    code: 'internal-error',
    message: expect.stringMatching(sentence),
    cause: { message: expect.stringContaining('the disk is gone') },
  })
  const held = {
    query: { terms: [{ not: false, field: 'is' as const, what: 'held' as const }] },
    now: 0,
    upSince: 0,
  }
  expect(await store.count(what === 'assign' ? held : everyDevice)).toBe(what === 'assign' ? 600 : 100)
})
