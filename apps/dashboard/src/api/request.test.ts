import { Me } from '@cyberdeck-ota/schema'
import { afterEach, expect, test, vi } from 'vitest'
import { ApiProblem, problemOf, request } from './request.ts'

afterEach(() => vi.unstubAllGlobals())

const answer = (status: number, body: string) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })))

test('an answer is read by its schema', async () => {
  answer(200, '{"user":"admin","claimed":true,"later":"field"}')
  expect(await request(Me, '/me')).toEqual({ user: 'admin', claimed: true })
})

test('a problem becomes an error with its code and its sentence', async () => {
  const problem = {
    type: 'about:blank',
    title: 'x',
    status: 409,
    code: 'release-in-use',
    detail: 'stable points at 1.02.',
  }
  answer(409, JSON.stringify(problem))
  await expect(request(Me, '/me')).rejects.toMatchObject({
    code: 'release-in-use',
    status: 409,
    message: 'stable points at 1.02.',
  })
})

test('a page of a proxy in between is told apart from an answer of the API', async () => {
  answer(200, '<html>Sign in to the Wi-Fi</html>')
  await expect(request(Me, '/me')).rejects.toMatchObject({ code: 'unexpected-answer', status: 200 })
  expect(problemOf(502, '<html>Bad gateway</html>')).toMatchObject({ code: 'unexpected-answer', status: 502 })
})

test('no answer at all is a problem too', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(request(Me, '/me')).rejects.toBeInstanceOf(ApiProblem)
  await expect(request(Me, '/me')).rejects.toMatchObject({ code: 'unreachable', status: 0 })
})

test('a question that was called off is not a problem', async () => {
  const abort = new AbortController()
  abort.abort(new Error('called off'))
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => Promise.reject(signal?.reason))
  await expect(request(Me, '/me', { signal: abort.signal })).rejects.toThrow('called off')
})
