import { type Postgres, startPostgres } from '@cyberdeck-ota/test-postgres'
import { type Kysely, sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { newAttempt, newDevice } from '../../test/sampleDevices.ts'
import { sampleRegistry } from '../../test/sampleRegistry.ts'
import { createSqlAccountStore } from '../accounts/sqlStore.ts'
import { accountStoreContract } from '../accounts/storeContract.ts'
import type { AccountTables } from '../accounts/tables.ts'
import { enrollOne } from '../fleet/contract/opened.ts'
import type { FleetTables } from '../fleet/sql/tables.ts'
import { createSqlFleetStore } from '../fleet/sqlStore.ts'
import { fleetStoreContract } from '../fleet/storeContract.ts'
import { openPostgresRegistryStore } from '../registry/postgresStore.ts'
import { lockRevision, type RegistryTables } from '../registry/revisionLock.ts'
import { registryStoreContract } from '../registry/storeContract.ts'
import { openDatabase } from './openDatabase.ts'

type Tables = AccountTables & FleetTables & RegistryTables

// All that runs on PostgreSQL is tested in this one file, so that one server is started for it.
const started = await startPostgres()
const unavailable = 'unavailable' in started ? started.unavailable : null
const server = started as Postgres
afterAll(() => (unavailable ? undefined : server.stop()))

const failed = (error: Error) => {
  throw error
}

describe.skipIf(unavailable)(
  unavailable ? `PostgreSQL, which is not here: ${unavailable}` : 'PostgreSQL',
  () => {
    const opened: Kysely<Tables>[] = []
    const openAt = async (url: string) => {
      const database = await openDatabase<Tables>({ url, failed })
      opened.push(database)
      return database
    }
    afterAll(async () => {
      for (const database of opened.splice(0)) await database.destroy()
    })

    describe('behind the stores', () => {
      const shared = unavailable ? null : server.createDatabase().then(openAt)
      const open = async () => {
        const database = await (shared as Promise<Kysely<Tables>>)
        for (const table of ['devices', 'device_removals', 'undoable', 'field_samples'] as const) {
          await database.deleteFrom(table).execute()
        }
        for (const table of ['people', 'api_tokens', 'registry_revisions'] as const) {
          await database.deleteFrom(table).execute()
        }
        return database
      }
      const openFleet = async (options = {}) => {
        const database = await open()
        const moveRegistry = async (revision: number) => {
          await database.insertInto('registry_revisions').values({ revision, document: '{}' }).execute()
        }
        await moveRegistry(0)
        return { store: createSqlFleetStore(database, options), moveRegistry }
      }

      accountStoreContract('PostgreSQL', async () => createSqlAccountStore(await open()))
      registryStoreContract('PostgreSQL', async () => openPostgresRegistryStore(await open()))
      fleetStoreContract('PostgreSQL', openFleet, { fleets: 5, queries: 25 })

      it('changes the registry only when no attempt is being opened that was decided on it', async () => {
        const database = await open()
        const registry = openPostgresRegistryStore(database)
        await registry.save(sampleRegistry())
        const fleet = createSqlFleetStore(database)
        const { row } = await enrollOne(fleet, newDevice('A'))
        let saved = false
        const { promise: released, resolve: release } = defer()
        const { promise: locked, resolve: lock } = defer()
        const opening = database.transaction().execute(async (step) => {
          await lockRevision(step)
          lock()
          await released
          return saved
        })
        await locked
        const saving = registry.save(sampleRegistry('1.00')).then(() => {
          saved = true
        })
        // The change waits in the database by now, which tells so itself.
        await expect
          .poll(async () => {
            const { rows } =
              await sql`select 1 from pg_locks where locktype = 'advisory' and not granted`.execute(database)
            return rows.length
          })
          .toBe(1)
        release()
        expect(await opening).toBe(false)
        await saving
        expect(await fleet.open(newAttempt(row), 0)).toBe('revision-moved')
      })

      it('keeps the latest 100 revisions of the registry', async () => {
        const database = await open()
        const registry = openPostgresRegistryStore(database)
        for (let revision = 0; revision < 103; revision += 1)
          await registry.save({ ...sampleRegistry(), revision })
        const { rows } = await sql`
          select count(*) as kept, min(revision) as first from registry_revisions`.execute(database)
        expect(rows).toEqual([{ kept: 100, first: 3 }])
        expect((await registry.load())?.revision).toBe(102)
      })

      it('says which revision of the registry is damaged', async () => {
        const database = await open()
        await database.insertInto('registry_revisions').values({ revision: 7, document: '{' }).execute()
        await expect(openPostgresRegistryStore(database).load()).rejects.toThrow(
          /^Revision 7 of the registry in the database is damaged/,
        )
      })

      it('reads whole numbers as numbers, and refuses those that JavaScript would change', async () => {
        const database = await open()
        const { rows } = await sql`select cast(${2 ** 53 - 1} as bigint) as whole`.execute(database)
        expect(rows).toEqual([{ whole: 2 ** 53 - 1 }])
        await expect(sql`select cast(9007199254740993 as bigint)`.execute(database)).rejects.toThrow(
          '9007199254740993 is no whole number below 2^53.',
        )
      })
    })

    it('is prepared once when two servers start on it at the same moment', async () => {
      const url = await server.createDatabase()
      const databases = await Promise.all([openAt(url), openAt(url), openAt(url)])
      const counts = await Promise.all(
        databases.map((database) => database.selectFrom('fleet_sequence').selectAll().execute()),
      )
      expect(counts).toEqual([[{ value: 0 }], [{ value: 0 }], [{ value: 0 }]])
    })

    it('refuses a database that a newer version has written', async () => {
      const url = await server.createDatabase()
      const database = await openAt(url)
      await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'x')`.execute(database)
      await expect(openAt(url)).rejects.toThrow('it has the step 9999-later')
    })

    it.each([
      ['nobody answers', (url: URL) => Object.assign(url, { port: '1' }), /ECONNREFUSED/],
      [
        'the password is wrong',
        (url: URL) => Object.assign(url, { password: 'hunter2' }),
        /password authentication/,
      ],
      [
        'there is no such database',
        (url: URL) => Object.assign(url, { pathname: '/none' }),
        /"none" does not exist/,
      ],
    ])('says in one sentence without the password that %s', async (_, change, why) => {
      const url = change(new URL(await server.createDatabase()))
      const error = await openAt(url.href).catch((refusal: unknown) => refusal)
      const { message } = error as Error
      expect(message).toMatch(/^The PostgreSQL database \w+ at 127\.0\.0\.1:\d+ cannot be reached: .+\.$/)
      expect(message).toMatch(why)
      expect(message).not.toMatch(/hunter2|only/)
    })
  },
)

function defer() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
