import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from './openDatabase.ts'
import { openSqlite } from './sqlite.ts'

interface Tables {
  t: { x: string }
}

async function databaseWithTable(): Promise<{ database: Kysely<Tables>; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'cyberdeck-busy-'))
  const path = join(folder, 'cyberdeck.db')
  const database = await openDatabase<Tables>({ path })
  onTestFinished(async () => {
    await database.destroy()
    await rm(folder, { recursive: true })
  })
  await sql`create table t (x text)`.execute(database)
  return { database, path }
}

test('while another process has the database locked, this one goes on, and writes when it is free', async () => {
  const { database, path } = await databaseWithTable()
  const other = await openSqlite(path)
  other.exec('begin immediate')
  const writing = [
    database.insertInto('t').values({ x: 'a' }).execute(),
    database.transaction().execute((step) => step.insertInto('t').values({ x: 'b' }).execute()),
  ]
  const began = performance.now()
  await delay(50)
  expect(performance.now() - began).toBeLessThan(1_000)
  other.exec('commit')
  other.close()
  await Promise.all(writing)
  expect(await database.selectFrom('t').select('x').execute()).toEqual([{ x: 'a' }, { x: 'b' }])
})

test('a full disk is said to be one, and writing goes on once there is room', async () => {
  const { database } = await databaseWithTable()
  const write = () =>
    database.transaction().execute((step) =>
      step
        .insertInto('t')
        .values({ x: 'x'.repeat(100_000) })
        .execute(),
    )
  await sql`pragma max_page_count = 1`.execute(database)
  await expect(write()).rejects.toThrow('full')
  await sql`pragma max_page_count = 1000000`.execute(database)
  await write()
})
