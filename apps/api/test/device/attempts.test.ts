import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import type { Acknowledged } from '../../src/device-api/acknowledged.ts'
import type { FleetStore } from '../../src/fleet/store.ts'
import { type DeviceServer, startDeviceApi } from '../deviceServer.ts'
import { exchange, request, sendRaw } from '../rawHttp.ts'
import { attemptsOf, devicesOf, downloadsOver, fatesBecome, fatesOf, latestOf } from './board.ts'

const mac = 'AA:BB:CC:00:00:01'
const updater = ['User-Agent: ESP32-http-Update', `x-ESP32-BASE-MAC: ${mac}`]
const poll = (...headers: string[]) => request('GET /ota?version=1.00 HTTP/1.0', ...headers)

/** A server with one release, whose store opens attempts as `open` does. */
async function serverWhere(open: (store: FleetStore, ...args: Parameters<FleetStore['open']>) => unknown) {
  const devices = (store: FleetStore) => ({ ...store, open: (...args) => open(store, ...args) }) as FleetStore
  const server = await startDeviceApi({ devices })
  await server.publish({ version: '1.02', size: 40_000 })
  return server
}

async function serverWithBuild() {
  const server = await startDeviceApi()
  const { sha256 } = await server.publish({ version: '1.02', size: 40_000 })
  return { server, path: `/ota/builds/${sha256}.bin` }
}

test('an attempt is committed before the first byte of its image leaves', async () => {
  let commit = () => {}
  const committed = new Promise<void>((resolve) => {
    commit = resolve
  })
  const opening = vi.fn()
  const server = await serverWhere(async (store, ...args) => {
    opening()
    await committed
    return store.open(...args)
  })
  const client = sendRaw(server.port, poll(...updater))
  const received = vi.fn()
  client.on('data', received)
  await vi.waitFor(() => expect(opening).toHaveBeenCalled(), { timeout: 5_000 })
  // Long enough for bytes that were already on their way.
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(received).not.toHaveBeenCalled()
  commit()
  await once(client, 'end')
  client.end()
  await downloadsOver(server)
  expect(await attemptsOf(server, mac)).toMatchObject([
    { state: 'delivered', version: '1.02', acknowledged: 40_000, size: 40_000, from: { version: '1.00' } },
  ])
})

test.each([
  ['a HEAD', request('HEAD /ota?version=1.00 HTTP/1.0', ...updater), mac],
  ['a plain client that names its device', request('GET /ota?version=1.00&device=x HTTP/1.0'), 'x'],
  ['an updater known by its address alone', poll('User-Agent: ESP32-http-Update'), 'address:127.0.0.1'],
  ['a browser', poll('User-Agent: Mozilla/5.0', `X-Device-Id: ${mac}`), mac],
])('%s opens no attempt', async (_who, bytes, device) => {
  const open = vi.fn()
  const server = await serverWhere(open)
  expect((await exchange(server.port, bytes)).status).toBe(200)
  await downloadsOver(server)
  expect(open).not.toHaveBeenCalled()
  expect(await attemptsOf(server, device)).toEqual([])
})

test('a browser is no device', async () => {
  const { server } = await serverWithBuild()
  await server.app.inject({ url: '/ota?device=x', headers: { 'user-agent': 'Mozilla/5.0' } })
  expect(await devicesOf(server)).toEqual([])
  expect(latestOf(server)).toMatchObject({ device: null, verdict: 'update' })
})

test.each([
  ['cannot be written', () => Promise.reject(new Error('no space left'))],
  ['was decided on a registry that has moved', () => Promise.resolve('revision-moved')],
])('an update whose attempt %s is held, and gives its place back', async (_why, open) => {
  const server = await serverWhere(open)
  const answer = await exchange(server.port, poll(...updater))
  expect(answer).toMatchObject({ status: 304, body: Buffer.alloc(0) })
  expect(latestOf(server)).toMatchObject({
    verdict: 'hold',
    reason: { code: 'cannot-record', target: '1.02' },
    status: 304,
    download: null,
  })
  expect(server.downloads.counters().active).toBe(0)
})

test('a device that is held while its attempt is recorded hears nothing new, for that reason', async () => {
  const server: DeviceServer = await serverWhere(async (store) => {
    await store.patch(mac, { hold: true }, 'test', 0)
    await server.fleet.refresh()
    return 'revision-moved'
  })
  expect(await exchange(server.port, poll(...updater))).toMatchObject({ status: 304 })
  expect(latestOf(server)).toMatchObject({ verdict: 'hold', reason: { code: 'held', target: '1.02' } })
})

test('a device that leaves while its attempt is recorded has received nothing', async () => {
  const opening = vi.fn()
  let commit = () => {}
  const server = await serverWhere(async (store, ...args) => {
    opening()
    await new Promise<void>((resolve) => {
      commit = resolve
    })
    return store.open(...args)
  })
  const gone = new Promise((resolve) =>
    server.app.server.once('connection', (socket) => socket.once('close', resolve)),
  )
  const client = sendRaw(server.port, poll(...updater))
  await vi.waitFor(() => expect(opening).toHaveBeenCalled(), { timeout: 5_000 })
  client.destroy()
  await gone
  commit()
  await downloadsOver(server)
  await fatesBecome(server, mac, ['1.02 aborted by cut'])
  expect(await attemptsOf(server, mac)).toMatchObject([{ acknowledged: 0 }])
  expect(server.downloads.counters().active).toBe(0)
})

test('a part of an image is never a delivered image, and nothing more is expected of it', async () => {
  const { server } = await serverWithBuild()
  expect((await exchange(server.port, poll(...updater, 'Range: bytes=0-99'))).status).toBe(206)
  await downloadsOver(server)
  expect(await attemptsOf(server, mac)).toMatchObject([{ state: 'aborted', acknowledged: 100 }])
})

test('a device that asks anew has given up the attempt before, and what becomes of that counts no more', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', size: 24_000_000 })
  const first = sendRaw(server.port, poll(...updater))
  await once(first, 'readable')
  const second = sendRaw(server.port, poll(...updater))
  await once(second, 'readable')
  first.destroy()
  await vi.waitFor(() => expect(server.downloads.counters().active).toBe(1), { timeout: 5_000 })
  expect(await fatesOf(server, mac)).toEqual([
    '1.02 aborted by asked-again',
    expect.stringMatching(/^1.02 (offered|downloading)/),
  ])
  second.destroy()
  await downloadsOver(server)
})

test.each([
  ['by its URL', '?device=green-house', [], 'green-house'],
  ['by its MAC', '', updater, mac],
  ['by a header of its own', '', ['X-Device-Id: green-house'], 'green-house'],
])('a build download that names its device, %s, is an attempt', async (_how, query, headers, device) => {
  const { server, path } = await serverWithBuild()
  const answer = await exchange(server.port, request(`GET ${path}${query} HTTP/1.0`, ...headers))
  expect(answer.body).toHaveLength(40_000)
  await fatesBecome(server, device, ['1.02 delivered by bytes'])
})

test('a device that fetches a build again and says nothing of what it runs shows that it does not run it', async () => {
  const { server, path } = await serverWithBuild()
  const ask = () => exchange(server.port, request(`GET ${path}?device=green-house HTTP/1.0`))
  expect((await ask()).status).toBe(200)
  await fatesBecome(server, 'green-house', ['1.02 delivered by bytes'])
  expect((await ask()).status).toBe(200)
  await fatesBecome(server, 'green-house', ['1.02 reverted by version', '1.02 delivered by bytes'])
  expect((await ask()).status).toBe(403)
  server.clock.now += 15 * 60_000
  expect((await ask()).status).toBe(200)
})

test.each([
  ['a HEAD', 'HEAD', '?device=green-house', []],
  ['one that names nobody', 'GET', '', []],
  ['one of a browser', 'GET', '?device=green-house', ['User-Agent: Mozilla/5.0', 'Connection: close']],
  ['a part from the middle that continues nothing', 'GET', '?device=green-house', ['Range: bytes=100-']],
])('%s is no attempt at a build', async (_what, method, query, headers) => {
  const { server, path } = await serverWithBuild()
  const answer = await exchange(
    server.port,
    request(`${method} ${path}${query} HTTP/1.1`, 'Host: x', ...headers),
  )
  expect([200, 206]).toContain(answer.status)
  expect(await attemptsOf(server, 'green-house')).toEqual([])
})

test('a build that several products share is tried for the one that is named', async () => {
  const server = await startDeviceApi()
  const { sha256 } = await server.publish({ version: '1.02', size: 40_000 })
  const image = (await server.builds.read(sha256)) ?? Buffer.alloc(0)
  await server.publish({ version: '7', product: 'lamp', image })
  for (const [device, query] of [
    ['a', ''],
    ['b', '&product=lamp'],
  ])
    await exchange(server.port, request(`GET /ota/builds/${sha256}.bin?device=${device}${query} HTTP/1.0`))
  expect(await attemptsOf(server, 'a')).toMatchObject([{ product: 'default', version: '1.02' }])
  expect(await attemptsOf(server, 'b')).toMatchObject([{ product: 'lamp', version: '7' }])
})

test('a held device is not given a build by its address either', async () => {
  const { server, path } = await serverWithBuild()
  await exchange(server.port, request('GET /ota?version=1.02&device=green-house HTTP/1.0'))
  await server.fleet.flush()
  await server.devices.patch('green-house', { hold: true }, 'test', server.clock.now)
  await server.fleet.refresh()
  const ask = (...headers: string[]) =>
    exchange(server.port, request(`GET ${path}?device=green-house HTTP/1.0`, ...headers))
  expect(await ask()).toMatchObject({ status: 403, headers: { connection: 'close' } })
  expect((await ask('User-Agent: ESP32-http-Update')).status).toBe(304)
  expect(await attemptsOf(server, 'green-house')).toEqual([])
})

test('a build download that cannot be recorded is refused, and gives its place back', async () => {
  const server = await serverWhere(() => Promise.reject(new Error('no space left')))
  const { sha256 } = server.registry.current.products.default?.releases['1.02']?.builds.default ?? {}
  const ask = (...headers: string[]) =>
    exchange(server.port, request(`GET /ota/builds/${sha256}.bin?device=x HTTP/1.0`, ...headers))
  expect(await ask()).toMatchObject({ status: 503 })
  expect((await ask('User-Agent: ESP32-http-Update')).status).toBe(304)
  expect(server.downloads.counters().active).toBe(0)
})

test('what a build’s address says wrongly is answered in a sentence', async () => {
  const { server, path } = await serverWithBuild()
  const answer = await exchange(server.port, request(`GET ${path}?device=a&device=b HTTP/1.0`))
  expect([answer.status, answer.body.toString()]).toEqual([
    400,
    'Bad request: the parameter "device" is there more than once.',
  ])
})

test('what a fast board shows after its restart counts, though nobody had looked what it acknowledged', async () => {
  const unacknowledged: Acknowledged['unacknowledged'] = async (all) => new Map(all.map((one) => [one, 0]))
  const server = await startDeviceApi({ tick: 60_000, acknowledged: { unacknowledged } })
  await server.publish({ version: '1.02', size: 40_000 })
  const client = sendRaw(server.port, poll(...updater))
  await once(client.resume(), 'end')
  await exchange(server.port, poll(...updater))
  client.destroy()
  expect(await fatesOf(server, mac)).toMatchObject(['1.02 reverted by version', '1.02 offered by answered'])
})
