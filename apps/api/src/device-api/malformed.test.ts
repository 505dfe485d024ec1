import { once } from 'node:events'
import { expect, test } from 'vitest'
import { type DeviceServer, startDeviceApi } from '../../test/deviceServer.ts'
import { answerOn, exchange, request, sendRaw } from '../../test/rawHttp.ts'

const latest = ({ fleet }: DeviceServer) => fleet.recent(1).items[0]

const tls = Buffer.from('16030100c8010000c40303', 'hex')

test.each<[string, string | Buffer, string]>([
  [
    'a raw space in the URL',
    request('GET /ota?version=1.0 beta HTTP/1.0', 'User-Agent: ESP32-http-Update'),
    'the URL has a raw space; percent-encode it as %20',
  ],
  [
    'no slash before the path',
    request('GET ota?version=1.0 HTTP/1.0'),
    'the URL does not begin with a slash',
  ],
  [
    'a control character in the URL',
    request('GET /ota?version=1\u0001 HTTP/1.0'),
    'the URL has a character that has to be percent-encoded',
  ],
  [
    'https to the http port',
    tls,
    'it is https, and this port speaks plain http; write http:// in the address',
  ],
  ['a header without a colon', request('GET /ota HTTP/1.0', 'nonsense'), 'a header of it cannot be read'],
  ['something else entirely', 'hello\r\n\r\n', 'it is not HTTP'],
])('%s is answered 400 in a sentence, logged and listed with the address', async (_what, bytes, problem) => {
  const server = await startDeviceApi()
  const answer = await exchange(server.port, bytes)
  expect(answer.head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  expect(answer.headers).toMatchObject({ connection: 'close', 'content-length': String(answer.body.length) })
  expect(answer.body.toString()).toContain(`Bad request: ${problem}`)
  expect(latest(server)).toMatchObject({
    address: '127.0.0.1',
    verdict: 'refused',
    status: 400,
    reason: { code: 'malformed-request', problem: expect.stringContaining(problem) },
  })
  const logged = { level: 40, address: '127.0.0.1', problem: expect.stringContaining(problem) }
  expect(server.logged).toContainEqual(expect.objectContaining(logged))
  expect(server.hints).toContain('check-ins')
})

test.each([
  ['/ota/%', 'the path cannot be read; a % itself is written %25'],
  ['/ota/builds/%zz.bin', 'the path cannot be read; a % itself is written %25'],
])('a path that the router cannot read, %s, is answered likewise', async (path, problem) => {
  const server = await startDeviceApi()
  const answer = await exchange(server.port, request(`GET ${path} HTTP/1.1`, 'Host: x'))
  expect(answer).toMatchObject({ status: 400, headers: { connection: 'close' } })
  expect(answer.body.toString()).toBe(`Bad request: ${problem}.`)
  expect(latest(server)).toMatchObject({ verdict: 'refused', status: 400, address: '127.0.0.1' })
})

test('headers that never end are answered 431', async () => {
  const server = await startDeviceApi()
  const answer = await exchange(server.port, request('GET /ota HTTP/1.0', `x-long: ${'a'.repeat(20_000)}`))
  expect(answer).toMatchObject({ status: 431, headers: { connection: 'close' } })
  expect(latest(server)).toMatchObject({ status: 431, verdict: 'refused' })
})

test('a request that breaks off is listed', async () => {
  const server = await startDeviceApi()
  const socket = sendRaw(server.port, 'GET /ota?version=1.0 HTTP/1.0\r\nHost:')
  socket.end()
  await answerOn(socket)
  expect(latest(server)).toMatchObject({
    reason: { problem: 'the connection was closed in the middle of it' },
  })
})

test('a connection that says nothing, or is reset, is nobody’s news', async () => {
  const server = await startDeviceApi()
  const silent = sendRaw(server.port, '')
  silent.end()
  await answerOn(silent)
  const reset = sendRaw(server.port, 'GET /ota?ver')
  await once(server.app.server, 'connection')
  reset.resetAndDestroy()
  await once(reset, 'close')
  await exchange(server.port, request('GET /ota HTTP/1.0'))
  expect(server.fleet.recent(10)).toMatchObject({ total: 1, items: [{ verdict: 'no-firmware' }] })
})

test('garbage that follows a request neither cuts nor spoils the image it is being sent', async () => {
  const server = await startDeviceApi()
  const { sha256 } = await server.publish({ version: '1.02', size: 8_000_000 })
  const socket = sendRaw(server.port, request('GET /ota?version=1.00 HTTP/1.1', 'Host: x'))
  await once(socket, 'readable')
  socket.write('hello\r\n\r\n')
  const { status, body } = await answerOn(socket)
  expect(status).toBe(200)
  expect(body.equals((await server.builds.read(sha256)) ?? Buffer.alloc(0))).toBe(true)
  expect(server.fleet.recent(10).total).toBe(1)
})
