import { DEFAULT_MIGRATION_TABLE, type Kysely, type Migration, Migrator } from 'kysely'
import { migrations } from './migrations.ts'
import { UnusableDatabase } from './sqlite.ts'

/**
 * Brings a database to the form this version reads and writes; does nothing when it is there already. Throws
 * {@link UnusableDatabase} for one that a newer version has taken further.
 */
export async function migrate<Tables>(
  database: Kysely<Tables>,
  steps: Record<string, Migration> = migrations,
): Promise<void> {
  await refuseNewer(database, steps)
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => steps },
    // Kysely would otherwise order the steps taken by the clock, which on a Raspberry Pi may have run backwards.
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function refuseNewer<Tables>(
  database: Kysely<Tables>,
  steps: Record<string, Migration>,
): Promise<void> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return
  const taken = await (database as unknown as Kysely<{ [DEFAULT_MIGRATION_TABLE]: { name: string } }>)
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .execute()
  const unknown = taken.find(({ name }) => !Object.hasOwn(steps, name))
  if (!unknown) return
  throw new UnusableDatabase(
    `The database was written by a newer version of Cyberdeck OTA (it has the step ${unknown.name}): start that version.`,
  )
}
