import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { findInstallation, installationAt } from './binaries.ts'
import { type Postgres, startPostgres } from './startPostgres.ts'

vi.mock(import('./binaries.ts'), async (original) => {
  const actual = await original()
  return { ...actual, findInstallation: vi.fn(actual.findInstallation) }
})

const ask = async (connectionString: string, question: string) => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(question)).rows
  } finally {
    await client.end()
  }
}

describe('startPostgres', () => {
  const running: Postgres[] = []
  afterEach(async () => {
    for (const postgres of running.splice(0)) await postgres.stop()
  })

  it('serves databases of its own to whoever has the password, and is gone when stopped', async (context) => {
    const postgres = await startPostgres()
    if ('unavailable' in postgres) return context.skip(postgres.unavailable)
    running.push(postgres)
    const [one, other] = [await postgres.createDatabase(), await postgres.createDatabase()]
    await ask(one, 'create table t (x int)')
    expect(await ask(one, 'select count(*)::int as tables from pg_tables where tablename = $$t$$')).toEqual([
      { tables: 1 },
    ])
    expect(await ask(other, 'select 1 from pg_tables where tablename = $$t$$')).toEqual([])
    await expect(ask(one.replace(/:[^:@]*@/, ':wrong@'), 'select 1')).rejects.toThrow('password')
    await running.pop()?.stop()
    await expect(ask(one, 'select 1')).rejects.toThrow('ECONNREFUSED')
  })

  it('runs from a folder that only its user can read, also when that is root', async (context) => {
    const found = await findInstallation()
    if ('unavailable' in found) return context.skip(found.unavailable)
    const folder = mkdtempSync(join(tmpdir(), 'cyberdeck-private-'))
    try {
      symlinkSync(found.root, join(folder, 'native'))
      vi.mocked(findInstallation).mockResolvedValueOnce(installationAt(join(folder, 'native'), found))
      const postgres = await startPostgres()
      if ('unavailable' in postgres) return context.skip(postgres.unavailable)
      running.push(postgres)
      expect(await ask(await postgres.createDatabase(), 'select 7 as x')).toEqual([{ x: 7 }])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('says why there is none where the registry has no programs for the machine', async () => {
    vi.mocked(findInstallation).mockResolvedValueOnce({ unavailable: 'there is none for toasters' })
    expect(await startPostgres()).toEqual({ unavailable: 'there is none for toasters' })
  })
})
