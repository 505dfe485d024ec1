import { Refusal } from '@cyberdeck-ota/core'
import type { InjectOptions } from 'fastify'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryAccountStore } from '../accounts/memoryStore.ts'
import { byOf } from './caller.ts'
import { type ManagementDeps, registerManagementRoutes } from './routes.ts'
import { environmentToken, ownerPassword, startScope } from './scopeUnderTest.ts'

const store = createMemoryAccountStore
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe('registerManagementApi', () => {
  it('needs an account for every route but the claim, the sign-in and the question who one is', async () => {
    const deps = { server: { uploadLimit: 1 } } as ManagementDeps
    const { app, routes } = await startScope({
      store: store(),
      routes: (scope) => registerManagementRoutes(scope, deps),
    })
    const open: string[] = []
    for (const [method, url] of routes) {
      const answer = await app.inject({
        method: method as NonNullable<InjectOptions['method']>,
        url,
        payload: '{}',
      })
      if (answer.statusCode !== 401) open.push(`${method} ${url}`)
      else if (method !== 'HEAD')
        expect(answer.json()).toMatchObject({ status: 401, code: 'sign-in-required' })
    }
    expect(routes.length).toBeGreaterThan(15)
    expect(open.sort()).toEqual([
      'GET /api/v1/me',
      'HEAD /api/v1/me',
      'POST /api/v1/claim',
      'POST /api/v1/session',
    ])
  })

  it('tells routes who asked', async () => {
    const { accounts, send, browser } = await startScope({
      store: store(),
      routes: (scope) => {
        scope.get('/by', async (request) => ({ by: byOf(request) }))
      },
    })
    const { token } = await accounts.tokens.create({ name: 'CI' }, 'admin')
    const asked = async (options: InjectOptions) => (await send('GET', '/by', options)).json().by
    expect(await asked({ headers: await browser() })).toBe('admin')
    expect(await asked(bearer(token))).toBe('token CI')
    expect(await asked(bearer(environmentToken))).toBe('environment token')
    expect(await asked({ headers: { authorization: `bearer ${token}` } })).toBe('token CI')
  })

  it('takes no wrong token, also beside a good cookie, and leaves other schemes to a proxy', async () => {
    const { send, browser } = await startScope({ store: store() })
    const cookie = await browser()
    const wrong = await send('GET', '/tokens', { headers: { ...cookie, authorization: 'Bearer cdk_wrong' } })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.headers['www-authenticate']).toBe('Bearer')
    expect(wrong.json().detail).toMatch(/^This API token is not valid/)
    const basic = await send('GET', '/tokens', {
      headers: { ...cookie, authorization: 'Basic b3BzOm9wcw==' },
    })
    expect(basic.statusCode).toBe(200)
  })

  it('answers what it does not know with a problem', async () => {
    const { send } = await startScope({ store: store() })
    const answer = await send('GET', '/nothing')
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'not-found',
      detail: 'There is nothing to GET at this address.',
    })
  })

  it('lets no answer be sniffed, framed, cached or have anything loaded', async () => {
    const { send } = await startScope({ store: store() })
    for (const path of ['/me', '/tokens', '/nothing'])
      expect((await send('GET', path)).headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
  })

  it('throws rather than drop what a route answers beyond its schema', async () => {
    const { send, log } = await startScope({
      store: store(),
      routes: (scope) => {
        scope.get(
          '/extra',
          { schema: { response: { 200: z.object({ a: z.string() }) } } },
          async (request) => ({
            a: 'kept',
            ...(request.query as object),
          }),
        )
      },
    })
    expect((await send('GET', '/extra', bearer(environmentToken))).json()).toEqual({ a: 'kept' })
    expect((await send('GET', '/extra?b=more', bearer(environmentToken))).statusCode).toBe(500)
    expect(log()).toContain('The answer of GET /api/v1/extra has something that its schema does not name.')
  })

  it('keeps its headers, cookies and limits to itself', async () => {
    const { app } = await startScope({ store: store() })
    const answer = await app.inject('/ota/info')
    expect(Object.keys(answer.headers).filter((name) => /^x-|security|cookie/.test(name))).toEqual([])
  })

  it('slows down an address that asks more than 1200 times a minute, signed in or not', async () => {
    const { send } = await startScope({ store: store() })
    const ask = (remoteAddress: string) => send('GET', '/tokens', { remoteAddress })
    for (let i = 0; i < 1200; i++) await ask('192.168.1.9')
    const answer = await ask('192.168.1.9')
    expect(answer.statusCode).toBe(429)
    expect(answer.json().code).toBe('too-many-attempts')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('192.168.1.10')).statusCode).toBe(401)
  })

  it('logs method, route, status and time of a request, and no secret whatever goes wrong', async () => {
    const { app, accounts, send, browser, log } = await startScope({
      store: store(),
      owned: false,
      routes: (scope) => {
        scope.post('/broken', async () => {
          throw new Error('a defect')
        })
        scope.post('/refused', async () => {
          throw new Refusal('release-in-use', 'no')
        })
      },
    })
    const code = accounts.claimCode ?? ''
    await send('POST', '/claim', { payload: { code: 'wrong-claim-code-1', password: ownerPassword } })
    await send('POST', '/claim', { payload: { code, password: ownerPassword } })
    await send('POST', '/session', { payload: { user: 'admin', password: 'a wrong password' } })
    await send('POST', '/session', { payload: { user: 'admin', password: 12345678 } })
    const json = { 'content-type': 'application/json' }
    await send('POST', '/session', { headers: json, payload: '{"user": "admin", "password": "half a pass' })
    const { cookie } = await browser()
    const { token } = (await send('POST', '/tokens', { headers: { cookie }, payload: { name: 'CI' } })).json()
    for (const path of ['/broken?token=in-the-query', '/refused', '/nothing'])
      await send('POST', path, { ...bearer(token), payload: { secret: 'in-the-body' } })
    await send('DELETE', '/session', { headers: { cookie } })
    await app.close()

    const lines = log().split('\n')
    expect(lines.find((line) => line.includes('/broken'))).toMatch(
      /"method":"POST","route":"\/api\/v1\/broken","status":500,"ms":\d+/,
    )
    expect(log()).toContain('a defect')
    const sent = [code, 'wrong-claim-code-1', ownerPassword, 'a wrong password', '12345678', 'half a pass']
    const secrets = [...sent, cookie.split('=')[1], token, environmentToken, 'in-the-query', 'in-the-body']
    for (const secret of secrets) expect(log()).not.toContain(secret)
  })
})
