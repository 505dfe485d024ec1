import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../database/openDatabase.ts'
import { createAccounts } from './accounts.ts'
import { resetPassword } from './resetPassword.ts'
import { createSqlAccountStore } from './sqlStore.ts'
import type { AccountTables } from './tables.ts'

const first = 'correct horse battery'

describe('resetPassword', () => {
  let folder: string
  let databases: Kysely<AccountTables>[]
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cyberdeck-reset-'))
    databases = []
  })
  afterEach(async () => {
    for (const database of databases) await database.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Another connection to the same file, as the server and the command have. */
  const connect = async () => {
    const database = await openDatabase<AccountTables>({ path: join(folder, 'cyberdeck.db') })
    databases.push(database)
    return createSqlAccountStore(database)
  }
  const running = async () => createAccounts({ store: await connect(), now: Date.now, ownerPassword: first })

  it('prints a random password that a running server takes at once, and ends every session', async () => {
    const accounts = await running()
    const session = await accounts.signIn('admin', first, 'a')
    const printed = await resetPassword(await connect(), null)
    const password =
      /is now (([0-9a-z]{4}-){4}[0-9a-z]{4})\. Everybody has been signed out/.exec(printed)?.[1] ?? ''
    expect(await accounts.sessions.find(session)).toBeNull()
    await expect(accounts.signIn('admin', first, 'a')).rejects.toMatchObject({ code: 'wrong-password' })
    await expect(accounts.signIn('admin', password, 'a')).resolves.toBeTypeOf('string')
  })

  it('takes the first line of its input instead, and does not print it', async () => {
    const accounts = await running()
    const printed = await resetPassword(await connect(), Readable.from(['a chosen', ' password\r\nrest\n']))
    expect(printed).not.toContain('chosen')
    await expect(accounts.signIn('admin', 'a chosen password', 'a')).resolves.toBeTypeOf('string')
  })

  it('leaves the API tokens as they are', async () => {
    const accounts = await running()
    const { token } = await accounts.tokens.create({ name: 'CI' }, 'admin')
    await resetPassword(await connect(), null)
    expect(await accounts.tokens.find(token)).not.toBeNull()
  })

  it('changes nothing for a password that is too short, or for an empty input', async () => {
    const accounts = await running()
    for (const input of ['short\n', ''])
      await expect(resetPassword(await connect(), Readable.from([input]))).rejects.toThrow(
        'The password was not changed: a password has at least 10 characters.',
      )
    await expect(accounts.signIn('admin', first, 'a')).resolves.toBeTypeOf('string')
  })

  it('says what to do when nobody owns the server yet', async () => {
    await expect(resetPassword(await connect(), null)).rejects.toThrow(
      /^Nobody owns this server yet: start it/,
    )
  })

  it('leaves no secret in the database file', async () => {
    const accounts = await running()
    const session = await accounts.signIn('admin', first, 'a')
    const { token } = await accounts.tokens.create({ name: 'CI' }, 'admin')
    const kept = ['cyberdeck.db', 'cyberdeck.db-wal']
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join()
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    for (const secret of [first, session, token]) expect(kept).not.toContain(secret)
  })
})
