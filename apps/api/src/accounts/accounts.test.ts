import { beforeEach, describe, expect, it } from 'vitest'
import { type AccountDeps, createAccounts } from './accounts.ts'
import { createMemoryAccountStore } from './memoryStore.ts'
import type { AccountStore } from './store.ts'

const password = 'correct horse battery'
const minute = 60_000

describe('createAccounts', () => {
  let now: number
  let store: AccountStore
  beforeEach(() => {
    now = Date.UTC(2026, 1, 21)
    store = createMemoryAccountStore()
  })
  const start = (settings: Partial<AccountDeps> = {}) =>
    createAccounts({ store, now: () => now, ...settings })
  const owned = () => start({ ownerPassword: password })
  const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })
  const codeOf = ({ claimCode }: { claimCode: string | null }) => claimCode ?? 'no code'

  describe('claiming', () => {
    it('makes the owner and signs in with the code of the start, which is void afterwards', async () => {
      const accounts = await start()
      const code = codeOf(accounts)
      expect(await accounts.claimed()).toBe(false)
      const secret = await accounts.claim(code, password, '192.168.1.9')
      expect(await accounts.sessions.find(secret)).toMatchObject({ person: 'admin' })
      expect([await accounts.claimed(), accounts.claimCode]).toEqual([true, null])
      await expect(accounts.claim(code, 'another password', '192.168.1.9')).rejects.toThrow(
        refusal('already-claimed'),
      )
      await expect(accounts.signIn('admin', password, '192.168.1.9')).resolves.toBeTypeOf('string')
    })

    it('makes one owner of two people who claim at once', async () => {
      const accounts = await start()
      const code = codeOf(accounts)
      const claims = await Promise.allSettled([
        accounts.claim(code, password, '192.168.1.9'),
        accounts.claim(code, 'another password', '192.168.1.10'),
      ])
      expect(claims.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(claims.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'already-claimed' },
      })
    })

    it('takes the code of the latest start only, for 30 minutes', async () => {
      const earlier = codeOf(await start())
      const accounts = await start()
      await expect(accounts.claim(earlier, password, 'a')).rejects.toThrow(refusal('wrong-claim-code'))
      now += 30 * minute
      await expect(accounts.claim(codeOf(accounts), password, 'a')).rejects.toThrow(/expired/)
      expect(await accounts.claimed()).toBe(false)
    })

    it('slows guessing down', async () => {
      const accounts = await start()
      for (let i = 0; i < 10; i++)
        await expect(accounts.claim('wrong', password, 'a')).rejects.toThrow(refusal('wrong-claim-code'))
      const barred = accounts.claim(codeOf(accounts), password, 'a')
      await expect(barred).rejects.toMatchObject({ code: 'too-many-attempts', retryAfter: 30 })
      await expect(accounts.claim(codeOf(accounts), password, 'b')).resolves.toBeTypeOf('string')
    })
  })

  describe('CYBERDECK_OWNER_PASSWORD', () => {
    it('makes the owner at the first start, so that there is nothing to claim', async () => {
      const accounts = await owned()
      expect([await accounts.claimed(), accounts.claimCode]).toEqual([true, null])
      await expect(accounts.claim('', password, 'a')).rejects.toThrow(refusal('already-claimed'))
      await expect(accounts.signIn('admin', password, 'a')).resolves.toBeTypeOf('string')
    })

    it('never changes the password of an owner there is', async () => {
      await owned()
      const accounts = await start({ ownerPassword: 'another password' })
      await expect(accounts.signIn('admin', 'another password', 'a')).rejects.toThrow(
        refusal('wrong-password'),
      )
      await expect(accounts.signIn('admin', password, 'a')).resolves.toBeTypeOf('string')
    })
  })

  describe('signing in', () => {
    it('says the same of a wrong password and of an unknown name', async () => {
      const accounts = await owned()
      const said = (user: string, given: string) =>
        accounts.signIn(user, given, 'a').catch(({ code, sentence }) => [code, sentence])
      const wrongPassword = await said('admin', 'wrong')
      expect(wrongPassword).toEqual(['wrong-password', 'This name and password do not belong together.'])
      expect(await said('nobody', password)).toEqual(wrongPassword)
      expect(await said('', '')).toEqual(wrongPassword)
    })

    it('takes as long for an unknown name as for a wrong password', async () => {
      const accounts = await owned()
      const timeOf = async (user: string, address: string) => {
        const begun = performance.now()
        await accounts.signIn(user, 'wrong', address).catch(() => undefined)
        return performance.now() - begun
      }
      const times: Record<'admin' | 'nobody', number[]> = { admin: [], nobody: [] }
      for (let i = 0; i < 7; i++)
        for (const user of ['admin', 'nobody'] as const) times[user].push(await timeOf(user, `${user} ${i}`))
      // The fastest of several is the least disturbed; without the work for nobody it would be a hundredth.
      const ratio = Math.min(...times.nobody) / Math.min(...times.admin)
      expect(ratio).toBeGreaterThan(0.25)
      expect(ratio).toBeLessThan(4)
    })

    it('bars an address after ten wrong passwords and lets it try again half a minute later', async () => {
      const accounts = await owned()
      for (let i = 0; i < 10; i++)
        await expect(accounts.signIn(`user ${i}`, 'wrong', 'a')).rejects.toThrow(refusal('wrong-password'))
      const barred = accounts.signIn('admin', password, 'a')
      await expect(barred).rejects.toMatchObject({
        code: 'too-many-attempts',
        message: 'Too many attempts: wait 30 seconds and try again.',
        retryAfter: 30,
      })
      now += 30_000
      await expect(accounts.signIn('admin', password, 'a')).resolves.toBeTypeOf('string')
    })

    it('counts guesses that come all at once', async () => {
      const accounts = await owned()
      const guesses = Array.from({ length: 30 }, () =>
        accounts.signIn('admin', 'wrong', 'a').catch(({ code }) => code),
      )
      const answers = await Promise.all(guesses)
      expect(answers.filter((code) => code === 'wrong-password')).toHaveLength(10)
      expect(answers.filter((code) => code === 'too-many-attempts')).toHaveLength(20)
    })

    it('bars guesses at one name that come from many addresses', async () => {
      const accounts = await owned()
      const guess = (i: number) => accounts.signIn('admin', 'wrong', `address ${i}`).catch(({ code }) => code)
      const answers = await Promise.all(Array.from({ length: 31 }, (_, i) => guess(i)))
      expect(answers.lastIndexOf('wrong-password')).toBe(29)
      await expect(accounts.signIn('admin', password, 'z')).rejects.toMatchObject({ retryAfter: 10 })
    })

    it('counts right passwords against nobody', async () => {
      const accounts = await owned()
      for (let i = 0; i < 35; i++) await accounts.signIn('admin', password, 'a')
      await expect(accounts.signIn('admin', password, 'a')).resolves.toBeTypeOf('string')
    })
  })
})
