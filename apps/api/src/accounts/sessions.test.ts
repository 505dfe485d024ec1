import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryAccountStore } from './memoryStore.ts'
import { hashOf } from './secret.ts'
import { createSessions, type Sessions } from './sessions.ts'
import type { AccountStore, Session } from './store.ts'

const day = 24 * 3_600_000

describe('createSessions', () => {
  let now: number
  let store: AccountStore
  let sessions: Sessions
  beforeEach(async () => {
    now = 1_000
    store = createMemoryAccountStore()
    await store.addPerson({ name: 'admin', passwordHash: '', createdAt: 0 })
    sessions = createSessions(store, () => now)
  })
  const found = async (secret: string): Promise<Session> => {
    const session = await sessions.find(secret)
    if (!session) throw new Error('no session')
    return session
  }

  it('keeps a hash of the secret and never the secret', async () => {
    const secret = await sessions.start('admin')
    expect(await store.session(secret)).toBeNull()
    expect(await store.session(hashOf(secret))).toMatchObject({ person: 'admin', expiresAt: now + 30 * day })
  })

  it('ends a session that was not used for 30 days', async () => {
    const secret = await sessions.start('admin')
    now += 30 * day - 1
    expect(await sessions.find(secret)).not.toBeNull()
    now += 1
    expect(await sessions.find(secret)).toBeNull()
  })

  it('moves a used session along, at most once an hour', async () => {
    const secret = await sessions.start('admin')
    now += 3_600_000 - 1
    expect(await sessions.extend(await found(secret))).toBe(false)
    now += 1
    expect(await sessions.extend(await found(secret))).toBe(true)
    expect((await found(secret)).expiresAt).toBe(now + 30 * day)
    expect(await sessions.extend(await found(secret))).toBe(false)
  })

  it('ends one session and leaves the others', async () => {
    const [phone, desk] = [await sessions.start('admin'), await sessions.start('admin')]
    await sessions.end(await found(phone))
    expect(await sessions.find(phone)).toBeNull()
    expect(await sessions.find(desk)).not.toBeNull()
  })

  it('forgets expired sessions when somebody signs in', async () => {
    const secret = await sessions.start('admin')
    now += 30 * day
    await sessions.start('admin')
    expect(await store.session(hashOf(secret))).toBeNull()
  })
})
