import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sqliteDialect } from './kyselyDialect.ts'
import { openSqlite } from './sqlite.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777

describe('openSqlite', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cyberdeck-sqlite-'))
    path = join(folder, 'cyberdeck.db')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('keeps the database and its journal readable by their owner only, also when the file was there', async () => {
    writeFileSync(path, '', { mode: 0o644 })
    const database = await openSqlite(path)
    database.exec('create table t (x)')
    expect([modeOf(path), modeOf(`${path}-wal`), modeOf(`${path}-shm`)]).toEqual([0o600, 0o600, 0o600])
    database.close()
  })

  it('leaves it to the system when commits reach the disk, waits for other writers and enforces references', async () => {
    const database = await openSqlite(path)
    const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() as object)[0]
    expect(['journal_mode', 'synchronous', 'busy_timeout', 'foreign_keys'].map(pragma)).toEqual([
      'wal',
      1,
      5000,
      1,
    ])
    database.close()
  })

  it('says in one sentence which file is no database', async () => {
    writeFileSync(path, 'not a database, but long enough to be taken for the header of one. '.repeat(20))
    await expect(openSqlite(path)).rejects.toThrow(
      `cyberdeck.db in ${folder} cannot be opened: file is not a database.`,
    )
  })

  it('says in one sentence which folder does not exist', async () => {
    await expect(openSqlite(join(folder, 'gone', 'x.db'))).rejects.toThrow(
      /^x\.db in .*gone cannot be opened: ENOENT/,
    )
  })

  it('lets two connections to one file see each other’s commits', async () => {
    const [one, other] = [await openSqlite(path), await openSqlite(path)]
    one.exec('create table t (x); insert into t values (7)')
    expect(other.prepare('select x from t').get()).toEqual({ x: 7 })
    one.close()
    other.close()
  })
})

describe('sqliteDialect', () => {
  it('runs Kysely’s queries, tells changed rows from read ones, and rolls a failed transaction back', async () => {
    const database = new Kysely<{ t: { id: number; x: string } }>({
      dialect: sqliteDialect(await openSqlite(':memory:')),
    })
    await database.schema.createTable('t').addColumn('id', 'bigint').addColumn('x', 'text').execute()
    const inserted = await database
      .insertInto('t')
      .values({ id: 2 ** 42, x: 'a' })
      .executeTakeFirstOrThrow()
    expect(inserted.numInsertedOrUpdatedRows).toBe(1n)
    const failed = database.transaction().execute(async (step) => {
      await step.deleteFrom('t').execute()
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await database.updateTable('t').set({ x: 'b' }).returningAll().execute()).toEqual([
      { id: 2 ** 42, x: 'b' },
    ])
    await database.destroy()
  })

  it('prepares a text once, however often it is run, and forgets those not run for longest', async () => {
    const sqlite = await openSqlite(':memory:')
    const prepare = vi.spyOn(sqlite, 'prepare')
    const database = new Kysely<unknown>({ dialect: sqliteDialect(sqlite) })
    const ask = (number: number) => sql`select ${sql.lit(number)} as x`.execute(database)
    for (let turn = 0; turn < 3; turn++) expect((await ask(1)).rows).toEqual([{ x: 1 }])
    expect(prepare).toHaveBeenCalledTimes(1)
    for (let number = 2; number <= 400; number++) await ask(number)
    expect((await ask(1)).rows).toEqual([{ x: 1 }])
    expect(prepare).toHaveBeenCalledTimes(401)
    await database.destroy()
  })
})
