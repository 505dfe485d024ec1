import type { LiveEvent } from '@cyberdeck-ota/schema'
import type { Kysely } from 'kysely'
import { createSqlAccountStore } from './accounts/sqlStore.ts'
import type { AccountStore } from './accounts/store.ts'
import type { AccountTables } from './accounts/tables.ts'
import { type DatabasePlace, openDatabase } from './database/openDatabase.ts'
import type { DataFolder } from './dataFolder.ts'
import type { FleetTables } from './fleet/sql/tables.ts'
import { createSqlFleetStore } from './fleet/sqlStore.ts'
import type { FleetStore } from './fleet/store.ts'
import { openFileRegistryStore } from './registry/fileStore.ts'
import { openPostgresRegistryStore } from './registry/postgresStore.ts'
import { openRegistry, type RegistryDoor } from './registry/registry.ts'
import type { RegistryTables } from './registry/revisionLock.ts'
import type { RegistryStore } from './registry/store.ts'

/** Everything that is kept, but builds. */
export interface Stores {
  registry: RegistryDoor
  accounts: AccountStore
  fleet: FleetStore
}

export interface OpenStoresOptions {
  now: () => number
  hint: (event: LiveEvent) => void
  /** Told of connections to a database that broke while nobody used them. */
  failed: (error: Error) => void
}

/**
 * Opens what is kept: in files of the data folder, of which this process has the lock, or all of it in the PostgreSQL at
 * `url`, which other servers may share. Throws `DamagedRegistry` and `UnusableDatabase`.
 */
export async function openStores(
  folder: DataFolder,
  url: string | undefined,
  { now, hint, failed }: OpenStoresOptions,
): Promise<Stores> {
  const database = await openDatabase<AccountTables & FleetTables & RegistryTables>(
    databasePlace(folder, url, failed),
  )
  const files = await openFileRegistryStore(folder.root)
  const store = url === undefined ? files : await moved(files, openPostgresRegistryStore(narrowed(database)))
  const registry = await openRegistry(store, { now, hint })
  return {
    registry,
    accounts: createSqlAccountStore(narrowed(database)),
    fleet: createSqlFleetStore(
      narrowed(database),
      url === undefined ? { revision: () => registry.current.revision } : {},
    ),
  }
}

/** Where accounts and fleet are kept. */
export function databasePlace(
  folder: DataFolder,
  url: string | undefined,
  failed: (error: Error) => void,
): DatabasePlace {
  return url === undefined ? { path: folder.database } : { url, failed }
}

/** Whoever outgrows the data folder takes the releases along: they are the first revision of an empty database. */
async function moved(files: RegistryStore, database: RegistryStore): Promise<RegistryStore> {
  if ((await database.revision()) !== null) return database
  const outgrown = await files.load()
  if (outgrown) await database.save({ ...outgrown, revision: 0 })
  return database
}

/** Each store knows its own tables. */
function narrowed<Tables>(database: Kysely<AccountTables & FleetTables & RegistryTables>): Kysely<Tables> {
  return database as unknown as Kysely<Tables>
}
