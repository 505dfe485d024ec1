import { describe, expect, it } from 'vitest'
import { createMemoryAccountStore } from '../accounts/memoryStore.ts'
import { environmentToken, ownerPassword, startScope } from './scopeUnderTest.ts'

const payload = { user: 'admin', password: ownerPassword }
const start = (options: { trustProxy?: boolean } = {}) =>
  startScope({ store: createMemoryAccountStore(), ...options })

describe('POST /session', () => {
  it('signs in with a cookie that scripts cannot read and other sites do not send', async () => {
    const { send } = await start()
    const answer = await send('POST', '/session', { payload })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ user: 'admin', claimed: true })
    expect(answer.headers['set-cookie']).toMatch(
      /^cyberdeck_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    )
  })

  it('marks the cookie Secure when the browser came by https, which only a trusted proxy can say', async () => {
    const https = { payload, headers: { 'x-forwarded-proto': 'https' } }
    const trusting = await (await start({ trustProxy: true })).send('POST', '/session', https)
    expect(trusting.headers['set-cookie']).toMatch(/; Secure/)
    const other = await (await start()).send('POST', '/session', https)
    expect(other.headers['set-cookie']).not.toMatch(/Secure/)
  })

  it('refuses a wrong password without a cookie', async () => {
    const { send } = await start()
    const answer = await send('POST', '/session', { payload: { ...payload, password: 'wrong' } })
    expect(answer.json()).toMatchObject({ status: 401, code: 'wrong-password' })
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('says when to try again after too many wrong passwords from one address', async () => {
    const { send, pass } = await start()
    const wrong = { payload: { ...payload, password: 'wrong' } }
    for (let i = 0; i < 10; i++) await send('POST', '/session', wrong)
    const barred = await send('POST', '/session', { payload })
    expect(barred.json()).toMatchObject({ status: 429, code: 'too-many-attempts' })
    expect(barred.headers['retry-after']).toBe('30')
    const elsewhere = await send('POST', '/session', { payload, remoteAddress: '192.168.1.9' })
    expect(elsewhere.statusCode).toBe(200)
    pass(30_000)
    expect((await send('POST', '/session', { payload })).statusCode).toBe(200)
  })

  it('counts the address that a trusted proxy names', async () => {
    const { send } = await start({ trustProxy: true })
    const from = (address: string, password: string) =>
      send('POST', '/session', { payload: { ...payload, password }, headers: { 'x-forwarded-for': address } })
    for (let i = 0; i < 10; i++) await from('203.0.113.1', 'wrong')
    expect((await from('203.0.113.1', ownerPassword)).statusCode).toBe(429)
    expect((await from('203.0.113.2', ownerPassword)).statusCode).toBe(200)
  })

  it.each([
    ['a missing field', { user: 'admin' }, 'The field "password" is missing.'],
    [
      'a field of another type',
      { user: 'admin', password: 1 },
      'The field "password" was refused: expected string, received number.',
    ],
    ['a body that is no object', '"text"', 'The request was refused: expected object, received string.'],
    ['no JSON', '{"user"', 'The body of the request is not valid JSON.'],
    ['no body', undefined, 'The request says it is JSON, but its body is empty.'],
  ])('says in one sentence what is wrong with %s', async (_what, body, detail) => {
    const { send } = await start()
    const answer = await send('POST', '/session', {
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { payload: body }),
    })
    expect(answer.json()).toMatchObject({ status: 400, detail })
  })

  it('takes JSON only, which forms of other sites cannot send', async () => {
    const { send } = await start()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await send('POST', '/session', { headers, payload: 'user=admin' })
    expect(answer.json()).toMatchObject({ status: 415, code: 'bad-request' })
  })
})

describe('a session', () => {
  it('lasts until it was not used for 30 days, and its cookie is renewed with it', async () => {
    const { send, browser, pass } = await start()
    const headers = await browser()
    const day = 24 * 3_600_000
    expect((await send('GET', '/tokens', { headers })).cookies).toEqual([])
    pass(29 * day)
    const renewed = await send('GET', '/tokens', { headers })
    expect(renewed.cookies).toMatchObject([{ name: 'cyberdeck_session', maxAge: 2_592_000, httpOnly: true }])
    expect(`cyberdeck_session=${renewed.cookies[0]?.value}`).toBe(headers.cookie)
    pass(29 * day)
    expect((await send('GET', '/tokens', { headers })).statusCode).toBe(200)
    pass(30 * day)
    expect((await send('GET', '/tokens', { headers })).statusCode).toBe(401)
  })

  it('ends on the server and in the browser when its owner signs out, and others go on', async () => {
    const { send, browser } = await start()
    const [phone, desk] = [await browser(), await browser()]
    const answer = await send('DELETE', '/session', { headers: phone })
    expect(answer.statusCode).toBe(204)
    expect(answer.headers['set-cookie']).toMatch(/^cyberdeck_session=; .*Path=\/; Expires=Thu, 01 Jan 1970/)
    expect((await send('GET', '/tokens', { headers: phone })).statusCode).toBe(401)
    expect((await send('GET', '/tokens', { headers: desk })).statusCode).toBe(200)
  })

  it('is none of a token’s: signing out with one does nothing', async () => {
    const { send } = await start()
    const headers = { authorization: `Bearer ${environmentToken}` }
    expect((await send('DELETE', '/session', { headers })).statusCode).toBe(204)
    expect((await send('GET', '/tokens', { headers })).statusCode).toBe(200)
  })
})

describe('GET /me', () => {
  it('answers everybody who they are', async () => {
    const { send, browser } = await start()
    const me = async (headers: Record<string, string>) => (await send('GET', '/me', { headers })).json()
    expect(await me({})).toEqual({ user: null, claimed: true })
    expect(await me({ cookie: 'cyberdeck_session=stale' })).toEqual({ user: null, claimed: true })
    expect(await me(await browser())).toEqual({ user: 'admin', claimed: true })
    expect(await me({ authorization: `Bearer ${environmentToken}` })).toEqual({
      user: 'environment token',
      claimed: true,
    })
  })
})
