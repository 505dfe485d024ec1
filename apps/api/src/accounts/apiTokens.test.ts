import { beforeEach, describe, expect, it } from 'vitest'
import { createApiTokens, tokenAuthor } from './apiTokens.ts'
import { createMemoryAccountStore } from './memoryStore.ts'
import type { AccountStore, StoredToken } from './store.ts'

const setting = 'a-token-of-32-characters-or-more'

describe('createApiTokens', () => {
  let now: number
  let store: AccountStore
  beforeEach(() => {
    now = Date.UTC(2026, 1, 21, 9)
    store = createMemoryAccountStore()
  })
  const tokensWith = (environment?: string) => createApiTokens(store, () => now, environment)
  const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })

  it('tells a secret once, keeps its hash, and finds the token by the secret', async () => {
    const tokens = tokensWith()
    const { id, token } = await tokens.create({ name: 'CI' }, 'admin')
    expect(token).toMatch(/^cdk_[\w-]{43}$/)
    expect(JSON.stringify([await tokens.list(), await store.tokens()])).not.toContain(token)
    const found = await tokens.find(token)
    expect(found).toMatchObject({ id, name: 'CI' })
    expect(tokenAuthor(found as StoredToken)).toBe('token CI')
    expect(await tokens.find(`${token}x`)).toBeNull()
  })

  it('lists what people may know of a token', async () => {
    const tokens = tokensWith()
    const { id } = await tokens.create({ name: 'CI', expiresAt: '2026-03-01T00:00:00.000Z' }, 'admin')
    expect(await tokens.list()).toEqual([
      {
        id,
        name: 'CI',
        createdAt: '2026-02-21T09:00:00.000Z',
        createdBy: 'admin',
        expiresAt: '2026-03-01T00:00:00.000Z',
        lastUsedAt: null,
      },
    ])
  })

  it('takes a token until it expires, and makes none that has expired already', async () => {
    const tokens = tokensWith()
    const expiresAt = new Date(now + 1_000).toISOString()
    const { token } = await tokens.create({ name: 'CI', expiresAt }, 'admin')
    now += 999
    expect(await tokens.find(token)).not.toBeNull()
    now += 1
    expect(await tokens.find(token)).toBeNull()
    await expect(tokens.create({ name: 'CI', expiresAt }, 'admin')).rejects.toThrow(refusal('bad-field'))
  })

  it('takes a revoked token no more, and says so when it is revoked again', async () => {
    const tokens = tokensWith()
    const { id, token } = await tokens.create({ name: 'CI' }, 'admin')
    await tokens.revoke(id)
    expect(await tokens.find(token)).toBeNull()
    await expect(tokens.revoke(id)).rejects.toThrow(refusal('unknown-token'))
  })

  it('notes the last use at most once a minute', async () => {
    const tokens = tokensWith()
    const { token } = await tokens.create({ name: 'CI' }, 'admin')
    const useAt = async (at: number) => {
      now = at
      await tokens.used((await tokens.find(token)) as StoredToken)
      return (await store.tokens())[0]?.lastUsedAt
    }
    const first = now
    expect(await useAt(first)).toBe(first)
    expect(await useAt(first + 59_999)).toBe(first)
    expect(await useAt(first + 60_000)).toBe(first + 60_000)
  })

  it('takes the token of the setting, lists it first, and keeps nothing of it', async () => {
    const tokens = tokensWith(setting)
    const found = (await tokens.find(setting)) as StoredToken
    expect(tokenAuthor(found)).toBe('environment token')
    await tokens.used(found)
    await tokens.create({ name: 'CI' }, 'environment token')
    const listed = await tokens.list()
    expect(listed.map(({ name, lastUsedAt }) => [name, lastUsedAt])).toEqual([
      ['environment', '2026-02-21T09:00:00.000Z'],
      ['CI', null],
    ])
    expect(await store.tokens()).toHaveLength(1)
    expect(JSON.stringify(listed)).not.toContain(setting)
  })

  it('does not revoke the token of the setting, and says how to be rid of it', async () => {
    await expect(tokensWith(setting).revoke('environment')).rejects.toThrow(refusal('forbidden'))
    await expect(tokensWith().revoke('environment')).rejects.toThrow(refusal('unknown-token'))
  })

  it('takes the setting’s token only while it is set', async () => {
    expect(await tokensWith().find(setting)).toBeNull()
  })
})
