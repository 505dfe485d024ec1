import { type Kysely, type Migration, sql } from 'kysely'
import { columnsOf } from './columns.ts'
import { engineOf } from './engine.ts'
import { createFleetTables } from './fleetTables.ts'

/**
 * Every step the database has ever taken, by ordered name. Steps only add, and a released one is never edited. Each
 * may be repeated: SQLite commits a table before the step is noted as taken, and a power cut may fall between.
 */
export const migrations: Record<string, Migration> = {
  '0001-accounts': { up: createAccountTables },
  '0002-fleet': { up: createFleetTables },
  '0003-registry': { up: createRegistryTable },
}

async function createAccountTables(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .createTable('people')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('sessions')
    .ifNotExists()
    .addColumn('secret_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person', 'text', (column) => column.notNull().references('people.name').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('api_tokens')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .execute()
}

/** Beside SQLite the registry is a file. */
async function createRegistryTable(database: Kysely<unknown>): Promise<void> {
  if (engineOf(database) === 'sqlite') return
  const { text } = columnsOf(database)
  await sql`
    create table if not exists registry_revisions (
      revision bigint primary key,
      document ${text} not null
    )`.execute(database)
}
