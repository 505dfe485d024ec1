import { describe, expect, it } from 'vitest'
import { createMemoryAccountStore } from '../accounts/memoryStore.ts'
import { environmentToken, startScope } from './scopeUnderTest.ts'

const host = '192.168.1.5:5000'

describe('where a write comes from', () => {
  const write = async (headers: Record<string, string>, method: 'DELETE' | 'GET' = 'DELETE') => {
    const { send, browser } = await startScope({ store: createMemoryAccountStore() })
    const credentials = headers.authorization ? {} : await browser()
    const path = method === 'GET' ? '/tokens' : '/session'
    const { statusCode, body } = await send(method, path, { headers: { host, ...credentials, ...headers } })
    return statusCode === 403 ? JSON.parse(body).code : statusCode
  }

  it.each([
    ['its own page, over http', { origin: `http://${host}` }],
    ['its own page, behind a proxy that speaks https', { origin: `https://${host}` }],
    ['its own page, in a browser that says so', { 'sec-fetch-site': 'same-origin' }],
    [
      'its own page behind a proxy that changed Host',
      { 'sec-fetch-site': 'same-origin', origin: 'https://ota.example' },
    ],
    ['a program', {}],
  ])('takes it from %s', async (_from, headers) => {
    expect(await write(headers)).toBe(204)
  })

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of the same machine', { origin: 'http://192.168.1.5:8080' }],
    ['a page without an origin', { origin: 'null' }],
    ['another site, in a browser that says so', { 'sec-fetch-site': 'cross-site', origin: `http://${host}` }],
    ['a neighbour of the same site', { 'sec-fetch-site': 'same-site' }],
  ])('refuses it from %s', async (_from, headers) => {
    expect(await write(headers)).toBe('forbidden')
  })

  it('does not matter for a token, which no other page has', async () => {
    const authorization = `Bearer ${environmentToken}`
    expect(await write({ authorization, origin: 'https://evil.example' })).toBe(204)
  })

  it('does not matter for reading, because other pages cannot read the answer', async () => {
    expect(await write({ origin: 'https://evil.example' }, 'GET')).toBe(200)
  })

  it('matters for signing in and claiming too', async () => {
    const { send } = await startScope({ store: createMemoryAccountStore() })
    for (const path of ['/session', '/claim']) {
      const answer = await send('POST', path, {
        headers: { host, origin: 'https://evil.example' },
        payload: {},
      })
      expect(answer.json().code).toBe('forbidden')
    }
  })
})

describe('use of a session or token', () => {
  it('is noted, and keeps nobody out when it cannot be', async () => {
    const store = createMemoryAccountStore()
    const { send, browser, pass, log } = await startScope({
      store: {
        ...store,
        extendSession: () => Promise.reject(new Error('database or disk is full')),
      },
    })
    const headers = await browser()
    pass(2 * 3_600_000)
    const answer = await send('GET', '/tokens', { headers })
    expect(answer.statusCode).toBe(200)
    expect(answer.cookies).toEqual([])
    expect(log()).toContain('the use of a session or token could not be noted')
  })

  it('shows in the list of tokens', async () => {
    const { accounts, send } = await startScope({ store: createMemoryAccountStore() })
    const { token } = await accounts.tokens.create({ name: 'CI' }, 'admin')
    const answer = await send('GET', '/tokens', { headers: { authorization: `Bearer ${token}` } })
    expect(answer.json().items[1]).toMatchObject({ name: 'CI', lastUsedAt: '2026-02-21T00:00:00.000Z' })
  })
})
