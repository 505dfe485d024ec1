import { describe, expect, it } from 'vitest'
import { createMemoryAccountStore } from '../accounts/memoryStore.ts'
import { ownerPassword, startScope } from './scopeUnderTest.ts'

const start = () => startScope({ store: createMemoryAccountStore(), owned: false })

describe('POST /claim', () => {
  it('makes the owner, signs in, and works once', async () => {
    const { accounts, send } = await start()
    const payload = { code: accounts.claimCode, password: ownerPassword }
    expect((await send('GET', '/me')).json()).toEqual({ user: null, claimed: false })
    const answer = await send('POST', '/claim', { payload })
    expect(answer.json()).toEqual({ user: 'admin', claimed: true })
    const cookie = `cyberdeck_session=${answer.cookies[0]?.value}`
    expect((await send('GET', '/me', { headers: { cookie } })).json()).toEqual({
      user: 'admin',
      claimed: true,
    })
    expect((await send('POST', '/claim', { payload })).json()).toMatchObject({
      status: 409,
      code: 'already-claimed',
    })
  })

  it('refuses a wrong code, and bars who guesses', async () => {
    const { accounts, send } = await start()
    const guess = (code: string | null) =>
      send('POST', '/claim', { payload: { code, password: ownerPassword } })
    expect((await guess('0000-0000-0000-0000')).json()).toMatchObject({
      status: 403,
      code: 'wrong-claim-code',
    })
    for (let i = 0; i < 9; i++) await guess(`${i}`)
    const barred = await guess(accounts.claimCode)
    expect(barred.json()).toMatchObject({ status: 429, code: 'too-many-attempts' })
    expect(barred.headers['retry-after']).toBe('30')
  })

  it('does not spend the code on a password that is too short', async () => {
    const { accounts, send } = await start()
    const code = accounts.claimCode
    const short = await send('POST', '/claim', { payload: { code, password: 'short' } })
    expect(short.json()).toMatchObject({
      status: 400,
      code: 'bad-field',
      detail: 'The field "password" was refused: a password has at least 10 characters.',
    })
    expect((await send('POST', '/claim', { payload: { code, password: ownerPassword } })).statusCode).toBe(
      200,
    )
  })
})
