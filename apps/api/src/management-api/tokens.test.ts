import { describe, expect, it } from 'vitest'
import { createMemoryAccountStore } from '../accounts/memoryStore.ts'
import { startScope } from './scopeUnderTest.ts'

describe('/tokens', () => {
  const signedIn = async () => {
    const { send, browser } = await startScope({ store: createMemoryAccountStore() })
    const headers = await browser()
    const create = (payload: object) => send('POST', '/tokens', { headers, payload })
    return { send, headers, create }
  }

  it('makes a token that works until it is revoked', async () => {
    const { send, headers, create } = await signedIn()
    const made = await create({ name: '  CI  ' })
    expect(made.statusCode).toBe(201)
    const { id, token } = made.json()
    const use = () => send('GET', '/tokens', { headers: { authorization: `Bearer ${token}` } })
    expect((await use()).json().items[1]).toMatchObject({
      id,
      name: 'CI',
      createdBy: 'admin',
      expiresAt: null,
    })
    expect((await use()).body).not.toContain(token)
    expect((await send('DELETE', `/tokens/${id}`, { headers })).statusCode).toBe(204)
    expect((await use()).statusCode).toBe(401)
    expect((await send('DELETE', `/tokens/${id}`, { headers })).json()).toMatchObject({
      status: 404,
      code: 'unknown-token',
    })
  })

  it('refuses a token without a name, and one that has expired already', async () => {
    const { create } = await signedIn()
    expect((await create({ name: ' ' })).json()).toMatchObject({
      code: 'bad-field',
      detail: 'The field "name" was refused: a token needs a name.',
    })
    expect((await create({ name: 'CI', expiresAt: '2020-01-01T00:00:00.000Z' })).json()).toMatchObject({
      status: 400,
      code: 'bad-field',
    })
  })

  it('shows the token of the setting, which only the setting can revoke', async () => {
    const { send, headers } = await signedIn()
    expect((await send('GET', '/tokens', { headers })).json().items).toMatchObject([
      { id: 'environment', name: 'environment', createdBy: 'CYBERDECK_API_TOKEN' },
    ])
    expect((await send('DELETE', '/tokens/environment', { headers })).json()).toMatchObject({ status: 403 })
  })
})
