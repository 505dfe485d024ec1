import type { Kysely } from 'kysely'
import { afterEach } from 'vitest'
import { openDatabase } from '../database/openDatabase.ts'
import { createMemoryAccountStore } from './memoryStore.ts'
import { createSqlAccountStore } from './sqlStore.ts'
import { accountStoreContract } from './storeContract.ts'
import type { AccountTables } from './tables.ts'

const opened: Kysely<AccountTables>[] = []
afterEach(async () => {
  for (const database of opened.splice(0)) await database.destroy()
})

accountStoreContract('memory', async () => createMemoryAccountStore())

accountStoreContract('SQLite', async () => {
  const database = await openDatabase<AccountTables>({ path: ':memory:' })
  opened.push(database)
  return createSqlAccountStore(database)
})
