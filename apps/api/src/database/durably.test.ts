import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { durably } from './durably.ts'
import { openDatabase } from './openDatabase.ts'

const [normal, full] = [1, 2]

describe('durably', () => {
  let folder: string
  let database: Kysely<unknown>
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cyberdeck-durably-'))
    database = await openDatabase({ path: join(folder, 'x.db') })
  })
  afterEach(async () => {
    await database.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  const synchronous = async (on: Kysely<unknown>) => {
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(on)
    return rows[0]?.synchronous
  }

  it('lets commits wait for the disk, transactions too, and for nobody else’s', async () => {
    const [within, beside] = await Promise.all([
      durably(database, (durable) => durable.transaction().execute(synchronous)),
      synchronous(database),
    ])
    expect([within, beside, await synchronous(database)]).toEqual([full, normal, normal])
  })

  it('goes back when the write fails', async () => {
    const failed = durably(database, () => Promise.reject(new Error('no')))
    await expect(failed).rejects.toThrow('no')
    expect(await synchronous(database)).toBe(normal)
  })
})
