import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { decide, setChannel } from '@cyberdeck-ota/core'
import { expect, test } from 'vitest'
import { startDeviceApi } from '../../test/deviceServer.ts'
import { makeEsp8266Image } from '../../test/esp8266Image.ts'
import { exchange, request } from '../../test/rawHttp.ts'
import { replyOf } from '../reply/replyOf.ts'

const updater = ['User-Agent: ESP32-http-Update', 'Connection: close']
const mac = (last: string) => `x-ESP32-BASE-MAC: AA:BB:CC:00:00:${last}`

const latest = (server: Awaited<ReturnType<typeof startDeviceApi>>) => server.fleet.recent(1).items[0]

test.each([
  ['a plain client', []],
  ['an updater', updater],
])('with nothing published %s gets 503 No firmware available', async (_who, headers) => {
  const { port } = await startDeviceApi()
  const answer = await exchange(port, request('GET /ota?version=1.00 HTTP/1.0', ...headers))
  expect(answer.status).toBe(503)
  expect(answer.body.toString()).toBe('No firmware available')
  expect(answer.headers).toMatchObject({ 'content-length': '21', connection: 'close' })
})

test('a plain client that is up to date gets the eight bytes Uptodate and no kept-alive connection', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02' })
  const head = ['Host: x', 'User-Agent: ESP32HTTPClient', 'Connection: keep-alive']
  const answer = await exchange(server.port, request('GET /ota?version=1.02 HTTP/1.1', ...head))
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual(Buffer.from('Uptodate'))
  expect(answer.headers).toMatchObject({ 'content-length': '8', connection: 'close' })
  expect(answer.headers['content-type']).toMatch(/^text\/plain/)
  expect(latest(server)).toMatchObject({ verdict: 'up-to-date', status: 200, download: null })
  expect(server.hints).toContain('check-ins')
})

test.each([
  ['its User-Agent', ['User-Agent: ESP32-http-Update']],
  ['the ESP8266’s User-Agent', ['User-Agent: ESP8266-http-Update']],
  ['a header of its own alone', ['x-ESP32-free-space: 1310720']],
])(
  'an updater, told by %s, that is up to date gets 304 with neither length nor body',
  async (_how, headers) => {
    const server = await startDeviceApi()
    await server.publish({ version: '1.02' })
    const answer = await exchange(server.port, request('GET /ota?version=1.02 HTTP/1.0', ...headers))
    expect(answer.status).toBe(304)
    expect(answer.headers).not.toHaveProperty('content-length')
    expect(answer.headers).toMatchObject({ connection: 'close' })
    expect(answer.body).toHaveLength(0)
    expect(latest(server)).toMatchObject({ status: 304 })
  },
)

test.each([
  ['the seed’s plain client', 'HTTP/1.1', ['Host: x', 'Accept-Encoding: identity;q=1,chunked;q=0.1,*;q=0']],
  ['an updater', 'HTTP/1.0', updater],
  ['a client that offers everything', 'HTTP/1.1', ['Host: x', 'Accept-Encoding: gzip, br', 'TE: trailers']],
  ['HTTP/1.0 without a Host', 'HTTP/1.0', []],
  ['HTTP/1.1 without a Host', 'HTTP/1.1', []],
])('an older device gets the image: %s', async (_who, version, headers) => {
  const server = await startDeviceApi()
  const build = await server.publish({ version: '1.02', size: 40_000 })
  const answer = await exchange(server.port, request(`GET /ota?version=1.00 ${version}`, ...headers))
  expect(answer.status).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '40000',
    'x-md5': build.md5,
    'x-sha256': build.sha256,
    'x-sha512': build.sha512,
    etag: `"${build.sha256}"`,
    connection: 'close',
  })
  for (const name of ['transfer-encoding', 'content-encoding', 'location']) {
    expect(answer.headers).not.toHaveProperty(name)
  }
  expect(answer.body).toEqual(await server.builds.read(build.sha256))
})

test.each([
  ['still has to be read', 0],
  ['is in memory already', 1],
])('the first bytes of an image that %s leave in one write with the headers', async (_where, before) => {
  const server = await startDeviceApi({
    readBuild: async (sha256) => {
      await setTimeout(20)
      return server.builds.read(sha256)
    },
  })
  await server.publish({ version: '1.02', size: 1_200_000 })
  const poll = () => exchange(server.port, request('GET /ota?version=1.00 HTTP/1.0', ...updater))
  for (let polls = 0; polls < before; polls += 1) await poll()
  const { firstChunk, head } = await poll()
  expect(firstChunk.length).toBeGreaterThan(head.length + 4)
  expect(firstChunk[head.length + 4]).toBe(0xe9)
})

test('a device that runs the target by digest is up to date whatever it calls itself', async () => {
  const server = await startDeviceApi()
  const build = await server.publish({ version: '1.02' })
  const digest = `x-ESP32-sketch-sha256: ${build.runningSha256?.toUpperCase()}`
  const answer = await exchange(server.port, request('GET /ota?version=1.00 HTTP/1.0', ...updater, digest))
  expect(answer.status).toBe(304)
  expect(latest(server)).toMatchObject({ runs: '1.02', reason: { code: 'digest-match' } })
})

test('a device newer than latest is left alone until latest is set with recall', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02' })
  const poll = () => exchange(server.port, request('GET /ota?version=2.0 HTTP/1.0', ...updater))
  expect((await poll()).status).toBe(304)
  const recall = setChannel({ product: 'default', channel: 'stable', version: '1.02', recall: true })
  await server.registry.change(recall, 'test')
  expect((await poll()).status).toBe(200)
})

test('an image that does not fit is not offered, and neither is an app to who asks for a filesystem', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', size: 40_000 })
  const poll = (header: string) =>
    exchange(server.port, request('GET /ota?version=1.00 HTTP/1.0', ...updater, header))
  expect((await poll('x-ESP32-free-space: 39999')).status).toBe(304)
  expect(latest(server)).toMatchObject({ reason: { code: 'does-not-fit' } })
  expect((await poll('x-ESP32-mode: spiffs')).status).toBe(304)
  expect(latest(server)).toMatchObject({ reason: { code: 'wrong-mode', mode: 'spiffs' } })
  expect((await poll('x-ESP8266-mode: spiffs')).status).toBe(304)
  expect((await poll('x-ESP32-free-space: 40000')).status).toBe(200)
})

test('product, board and channel choose what is offered', async () => {
  const server = await startDeviceApi()
  await server.publish({ product: 'lamp', version: '3', board: 'one' })
  const two = await server.publish({ product: 'lamp', version: '3', board: 'two', chipId: 9 })
  const poll = (query: string) => exchange(server.port, request(`GET /ota?${query} HTTP/1.0`))
  expect((await poll('product=lamp&board=two')).headers['x-sha256']).toBe(two.sha256)
  expect((await poll('product=lamp')).body.toString()).toBe('Uptodate')
  expect((await poll('product=lamp&channel=beta')).status).toBe(503)
  expect((await poll('product=constructor')).status).toBe(503)
  expect((await poll('')).status).toBe(503)
})

test.each([
  ['an update to an updater', '1.00', updater],
  ['an update to a plain client', '1.00', []],
  ['nothing new to an updater', '1.02', updater],
  ['nothing new to a plain client', '1.02', []],
  ['no firmware', '1.00&product=lamp', []],
])('%s is sent byte for byte as it is described', async (_what, query, headers) => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', size: 40_000 })
  const { head, status, body } = await exchange(
    server.port,
    request(`GET /ota?version=${query} HTTP/1.0`, ...headers),
  )
  const { poll, known } = server.fleet.remembered(1) ?? {}
  if (!poll || !known) throw new Error('the poll is not remembered')
  const described = replyOf(decide(server.registry.current, known, poll.checkIn, server.clock.now), {
    client: poll.checkIn.client,
  })
  const sent = head.split('\r\n').slice(1)
  expect(sent.filter((line) => !line.startsWith('Date: '))).toEqual(
    Object.entries(described.headers).map(([name, value]) => `${name}: ${value}`),
  )
  expect(status).toBe(described.status)
  expect(described.image ?? described.body ?? '').toBe(
    described.image ? createHash('sha256').update(body).digest('hex') : body.toString(),
  )
})

test('the parameters may stand in the path', async () => {
  const server = await startDeviceApi()
  await server.publish({ product: 'lamp', version: '3', board: 'one' })
  const two = await server.publish({ product: 'lamp', version: '3', board: 'two', chipId: 9 })
  const ask = (path: string, method = 'GET') => exchange(server.port, request(`${method} ${path} HTTP/1.0`))
  for (const method of ['GET', 'HEAD']) {
    const answer = await ask('/ota/product/lamp/board/two/firmware.bin', method)
    expect(answer.headers['x-sha256']).toBe(two.sha256)
  }
  expect((await ask('/ota/product/lamp/board/two?version=3')).body.toString()).toBe('Uptodate')
  expect((await ask('/ota/product/lamp/channel/beta')).status).toBe(503)
  expect((await ask('/ota/firmware.bin')).status).toBe(503)
  for (const [path, problem] of [
    ['/ota/product/lamp?product=lamp', 'the parameter "product" is there more than once'],
    ['/ota/product', 'the path ends with "product" and does not say which'],
  ]) {
    const answer = await ask(path ?? '')
    expect([answer.status, answer.body.toString()]).toEqual([400, `Bad request: ${problem}.`])
  }
  expect(latest(server)).toMatchObject({ verdict: 'refused', status: 400 })
})

test('//ota is /ota, without a redirect', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02' })
  expect((await exchange(server.port, request('GET //ota?version=1.02 HTTP/1.0'))).body.toString()).toBe(
    'Uptodate',
  )
})

test('a browser keeps its connection', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02' })
  const { headers } = await server.app.inject({
    url: '/ota?version=1.02',
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
  })
  expect(headers.connection).not.toBe('close')
})

test('HEAD has the headers of a GET, opens nothing and counts as nothing', async () => {
  const reads: string[] = []
  const server = await startDeviceApi({
    readBuild: async (sha256) => {
      reads.push(sha256)
      return null
    },
  })
  const build = await server.publish({ version: '1.02', size: 40_000 })
  const head = (version: string, ...headers: string[]) =>
    exchange(server.port, request(`HEAD /ota?version=${version} HTTP/1.1`, 'Host: x', ...headers))
  expect(await head('1.00')).toMatchObject({
    status: 200,
    headers: { 'content-length': '40000', 'x-md5': build.md5, etag: `"${build.sha256}"` },
    body: Buffer.alloc(0),
  })
  expect(await head('1.02')).toMatchObject({
    status: 200,
    headers: { 'content-length': '8' },
    body: Buffer.alloc(0),
  })
  expect(await head('1.02', ...updater)).toMatchObject({ status: 304 })
  expect(reads).toEqual([])
  expect(server.fleet.recent(10)).toMatchObject({ items: [], total: 0 })
  expect(server.downloads.counters()).toMatchObject({ active: 0, turnedAway: 0 })
})

test('a range of an address that changes may only start at the first byte', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', size: 40_000 })
  const poll = (range: string) =>
    exchange(server.port, request('GET /ota?version=1.00 HTTP/1.1', 'Host: x', `Range: ${range}`))
  for (const range of ['bytes=1-', 'bytes=40000-', 'bytes=-100']) {
    const refused = await poll(range)
    expect(refused).toMatchObject({
      status: 416,
      headers: { 'content-range': 'bytes */40000', 'content-length': '0' },
    })
  }
  const whole = await poll('bytes=0-')
  expect(whole).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 0-39999/40000' } })
  expect(whole.headers).toHaveProperty('x-md5')
  const part = await poll('bytes=0-9')
  expect(part).toMatchObject({ status: 206, headers: { 'content-length': '10' } })
  expect(part.headers).not.toHaveProperty('x-md5')
  expect((await poll('bytes=0-9,20-29')).status).toBe(200)
})

test('an encrypted payload goes without digests, which the device would compare with what it decrypts', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', kind: 'encrypted' })
  const { status, headers } = await exchange(server.port, request('GET /ota?version=1.00 HTTP/1.0'))
  expect(status).toBe(200)
  for (const name of ['x-md5', 'x-sha256', 'x-sha512']) expect(headers).not.toHaveProperty(name)
})

test('an ESP8266 that asks for the version gets it in a header', async () => {
  const server = await startDeviceApi()
  const poll = () =>
    exchange(
      server.port,
      request('GET /ota HTTP/1.0', 'User-Agent: ESP8266-http-Update', 'x-ESP8266-mode: version'),
    )
  expect((await poll()).status).toBe(503)
  const build = await server.publish({ version: '1.02', image: makeEsp8266Image() })
  expect(await poll()).toMatchObject({
    status: 200,
    headers: { 'x-version': '1.02', 'x-md5': build.md5, 'content-length': '4' },
  })
  expect(latest(server)).toMatchObject({ client: 'esp8266-updater', status: 200, download: null })
})

test.each([
  ['plain', [], 200, 'Uptodate'],
  ['updater', updater, 304, ''],
])('while its bytes cannot be read, a build holds devices back (%s)', async (_who, headers, status, body) => {
  const server = await startDeviceApi({ readBuild: () => Promise.reject(new Error('bad disk')) })
  const build = await server.publish({ version: '1.02' })
  const poll = () => exchange(server.port, request('GET /ota?version=1.00 HTTP/1.0', ...headers))
  for (const answer of [await poll(), await poll()]) {
    expect(answer.status).toBe(status)
    expect(answer.body.toString()).toBe(body)
  }
  expect(latest(server)).toMatchObject({ verdict: 'hold', reason: { code: 'unreadable-build' }, status })
  const errors = server.logged.filter(({ level }) => level === 50)
  expect(errors).toMatchObject([{ sha256: build.sha256, err: { message: 'bad disk' } }])
  expect(server.downloads.counters().active).toBe(0)
})

test('a malformed query is answered 400 in a sentence, logged and listed with the client’s address', async () => {
  const server = await startDeviceApi()
  const answer = await exchange(
    server.port,
    request('GET /ota?version=1&version=2 HTTP/1.0', ...updater, mac('01')),
  )
  expect(answer).toMatchObject({ status: 400, headers: { connection: 'close' } })
  const problem = 'the parameter "version" is there more than once'
  expect(answer.body.toString()).toBe(`Bad request: ${problem}.`)
  expect(answer.headers['content-length']).toBe(String(answer.body.length))
  expect(server.logged).toContainEqual(expect.objectContaining({ level: 40, address: '127.0.0.1', problem }))
  expect(latest(server)).toMatchObject({
    address: '127.0.0.1',
    verdict: 'refused',
    reason: { problem },
    status: 400,
  })
})

test('a body that cannot be read is the client’s fault and no error in the log', async () => {
  const server = await startDeviceApi()
  const head = ['POST /ota HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 4']
  const answer = await exchange(server.port, `${head.join('\r\n')}\r\n\r\n{bad`)
  expect(answer).toMatchObject({ status: 400, headers: { 'content-length': '11', connection: 'close' } })
  expect(server.logged).toEqual([])
})

test.each(['GET /ota/nothing', 'POST /ota', 'GET /ota/builds'])('%s is a short 404', async (line) => {
  const { port } = await startDeviceApi()
  const answer = await exchange(port, request(`${line} HTTP/1.0`))
  expect(answer).toMatchObject({ status: 404, headers: { 'content-length': '9', connection: 'close' } })
})
