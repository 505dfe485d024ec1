import { describe, expect, it } from 'vitest'
import type { AccountStore, Session, StoredToken } from './store.ts'

const anna = { name: 'anna', passwordHash: '$argon2id$anna', createdAt: 1_700_000_000_000 }
const ben = { name: 'ben', passwordHash: '$argon2id$ben', createdAt: 1_700_000_000_001 }
const sessionOf = (person: string, secretHash: string, expiresAt = 2_000): Session => ({
  secretHash,
  person,
  createdAt: 1_000,
  expiresAt,
})
const token = (id: string, createdAt: number): StoredToken => ({
  id,
  name: 'CI',
  secretHash: `hash of ${id}`,
  createdAt,
  createdBy: 'anna',
  expiresAt: null,
  lastUsedAt: null,
})

/** What every account store does. `open` gives an empty one; whoever calls cleans up. */
export function accountStoreContract(name: string, open: () => Promise<AccountStore>): void {
  describe(`${name} as an account store`, () => {
    it('is empty at first', async () => {
      const store = await open()
      expect(await store.anyone()).toBe(false)
      expect(await store.person('anna')).toBeNull()
      expect(await store.session('nothing')).toBeNull()
      expect(await store.tokenBySecret('nothing')).toBeNull()
      expect(await store.tokens()).toEqual([])
    })

    it('gives back a person as added, by the exact name', async () => {
      const store = await open()
      expect(await store.addPerson(anna)).toBe(true)
      expect(await store.anyone()).toBe(true)
      expect(await store.person('anna')).toEqual(anna)
      expect(await store.person('Anna')).toBeNull()
      expect(await store.person("anna' or '1'='1")).toBeNull()
    })

    it('adds only one of two people who want the same name at once', async () => {
      const store = await open()
      const added = await Promise.all([store.addPerson(anna), store.addPerson({ ...ben, name: 'anna' })])
      expect(added).toEqual([true, false])
      expect(await store.person('anna')).toEqual(anna)
    })

    it('ends every session of a person whose password is replaced, and nobody else’s', async () => {
      const store = await open()
      await store.addPerson(anna)
      await store.addPerson(ben)
      await store.addSession(sessionOf('anna', 'a1'))
      await store.addSession(sessionOf('anna', 'a2'))
      await store.addSession(sessionOf('ben', 'b1'))
      expect(await store.replacePassword('anna', '$argon2id$new')).toBe(true)
      expect(await store.person('anna')).toEqual({ ...anna, passwordHash: '$argon2id$new' })
      expect(await store.person('ben')).toEqual(ben)
      expect([await store.session('a1'), await store.session('a2')]).toEqual([null, null])
      expect(await store.session('b1')).toEqual(sessionOf('ben', 'b1'))
    })

    it('replaces no password of somebody it does not know', async () => {
      const store = await open()
      await store.addPerson(anna)
      expect(await store.replacePassword('ben', '$argon2id$new')).toBe(false)
      expect(await store.person('anna')).toEqual(anna)
      expect(await store.person('ben')).toBeNull()
    })

    it('refuses a session of nobody', async () => {
      const store = await open()
      await expect(store.addSession(sessionOf('anna', 'a1'))).rejects.toThrow()
      expect(await store.session('a1')).toBeNull()
    })

    it('extends one session, ends one, and forgets those that have expired', async () => {
      const store = await open()
      await store.addPerson(anna)
      for (const secretHash of ['a1', 'a2', 'a3', 'a4']) await store.addSession(sessionOf('anna', secretHash))
      await store.extendSession('a1', 3_000)
      await store.extendSession('a2', 2_001)
      await store.endSession('a3')
      await store.endSession('unknown')
      expect(await store.session('a3')).toBeNull()
      expect(await store.session('a4')).toEqual(sessionOf('anna', 'a4'))
      await store.endExpiredSessions(2_000)
      expect(await store.session('a4')).toBeNull()
      expect(await store.session('a1')).toEqual(sessionOf('anna', 'a1', 3_000))
      expect(await store.session('a2')).toEqual(sessionOf('anna', 'a2', 2_001))
    })

    it('lists tokens oldest first and finds one by its secret’s hash', async () => {
      const store = await open()
      await store.addToken(token('second', 2_000))
      await store.addToken({ ...token('first', 1_000), expiresAt: 9_000 })
      expect(await store.tokens()).toEqual([
        { ...token('first', 1_000), expiresAt: 9_000 },
        token('second', 2_000),
      ])
      expect(await store.tokenBySecret('hash of second')).toEqual(token('second', 2_000))
      expect(await store.tokenBySecret('hash of third')).toBeNull()
    })

    it('notes when a token was last used', async () => {
      const store = await open()
      await store.addToken(token('one', 1_000))
      await store.addToken(token('two', 1_001))
      await store.tokenUsed('one', 5_000)
      expect((await store.tokens()).map(({ lastUsedAt }) => lastUsedAt)).toEqual([5_000, null])
    })

    it('removes a token once', async () => {
      const store = await open()
      await store.addToken(token('one', 1_000))
      await store.addToken(token('two', 1_001))
      expect(await store.removeToken('one')).toBe(true)
      expect(await store.removeToken('one')).toBe(false)
      expect(await store.tokens()).toEqual([token('two', 1_001)])
    })

    it('hands out copies: what a caller does to them changes nothing here', async () => {
      const store = await open()
      await store.addPerson(anna)
      const person = await store.person('anna')
      if (person) person.passwordHash = 'changed'
      expect(await store.person('anna')).toEqual(anna)
    })
  })
}
