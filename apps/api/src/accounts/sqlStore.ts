import type { Kysely, Selectable } from 'kysely'
import { durably } from '../database/durably.ts'
import type { AccountStore, Person, Session, StoredToken } from './store.ts'
import type { AccountTables } from './tables.ts'

/**
 * Accounts in a SQL database that `migrate` has prepared, durable when a write resolves. The queries are the same for
 * SQLite and PostgreSQL.
 */
export function createSqlAccountStore(database: Kysely<AccountTables>): AccountStore {
  return {
    anyone: async () => {
      const found = await database.selectFrom('people').select('name').limit(1).executeTakeFirst()
      return found !== undefined
    },
    person: async (name) => {
      const row = await database.selectFrom('people').selectAll().where('name', '=', name).executeTakeFirst()
      return row ? toPerson(row) : null
    },
    addPerson: async ({ name, passwordHash, createdAt }) => {
      const { numInsertedOrUpdatedRows } = await durably(database, (durable) =>
        durable
          .insertInto('people')
          .values({ name, password_hash: passwordHash, created_at: createdAt })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .executeTakeFirstOrThrow(),
      )
      return numInsertedOrUpdatedRows === 1n
    },
    replacePassword: (name, passwordHash) =>
      durably(database, (durable) =>
        durable.transaction().execute(async (step) => {
          const { numUpdatedRows } = await step
            .updateTable('people')
            .set({ password_hash: passwordHash })
            .where('name', '=', name)
            .executeTakeFirstOrThrow()
          await step.deleteFrom('sessions').where('person', '=', name).execute()
          return numUpdatedRows === 1n
        }),
      ),

    addSession: async ({ secretHash, person, createdAt, expiresAt }) => {
      await durably(database, (durable) =>
        durable
          .insertInto('sessions')
          .values({ secret_hash: secretHash, person, created_at: createdAt, expires_at: expiresAt })
          .execute(),
      )
    },
    session: async (secretHash) => {
      const row = await database
        .selectFrom('sessions')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst()
      return row ? toSession(row) : null
    },
    extendSession: async (secretHash, expiresAt) => {
      await durably(database, (durable) =>
        durable
          .updateTable('sessions')
          .set({ expires_at: expiresAt })
          .where('secret_hash', '=', secretHash)
          .execute(),
      )
    },
    endSession: async (secretHash) => {
      await durably(database, (durable) =>
        durable.deleteFrom('sessions').where('secret_hash', '=', secretHash).execute(),
      )
    },
    endExpiredSessions: async (now) => {
      await durably(database, (durable) =>
        durable.deleteFrom('sessions').where('expires_at', '<=', now).execute(),
      )
    },

    addToken: async ({ id, name, secretHash, createdAt, createdBy, expiresAt, lastUsedAt }) => {
      await durably(database, (durable) =>
        durable
          .insertInto('api_tokens')
          .values({
            id,
            name,
            secret_hash: secretHash,
            created_at: createdAt,
            created_by: createdBy,
            expires_at: expiresAt,
            last_used_at: lastUsedAt,
          })
          .execute(),
      )
    },
    tokens: async () => {
      const rows = await database
        .selectFrom('api_tokens')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(toToken)
    },
    tokenBySecret: async (secretHash) => {
      const row = await database
        .selectFrom('api_tokens')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst()
      return row ? toToken(row) : null
    },
    tokenUsed: async (id, at) => {
      await durably(database, (durable) =>
        durable.updateTable('api_tokens').set({ last_used_at: at }).where('id', '=', id).execute(),
      )
    },
    removeToken: async (id) => {
      const { numDeletedRows } = await durably(database, (durable) =>
        durable.deleteFrom('api_tokens').where('id', '=', id).executeTakeFirstOrThrow(),
      )
      return numDeletedRows === 1n
    },
  }
}

const toPerson = (row: Selectable<AccountTables['people']>): Person => ({
  name: row.name,
  passwordHash: row.password_hash,
  createdAt: row.created_at,
})

const toSession = (row: Selectable<AccountTables['sessions']>): Session => ({
  secretHash: row.secret_hash,
  person: row.person,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})

const toToken = (row: Selectable<AccountTables['api_tokens']>): StoredToken => ({
  id: row.id,
  name: row.name,
  secretHash: row.secret_hash,
  createdAt: row.created_at,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
})
