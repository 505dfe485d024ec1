import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { type DeviceServer, startDeviceApi } from '../../test/deviceServer.ts'
import { answerOn, exchange, request, sendRaw } from '../../test/rawHttp.ts'
import type { Acknowledged } from './acknowledged.ts'

const updater = ['User-Agent: ESP32-http-Update', 'x-ESP32-BASE-MAC: AA:BB:CC:00:00:01']
const another = ['User-Agent: ESP32-http-Update', 'x-ESP32-BASE-MAC: AA:BB:CC:00:00:02']

const poll = (...headers: string[]) => request('GET /ota?version=1.00 HTTP/1.0', ...headers)

/**
 * More than the buffers of both kernels take, so that a client that does not read keeps the server from being
 * through.
 */
const large = 24_000_000

const latest = ({ fleet }: DeviceServer) => fleet.recent(1).items[0]

const download = (server: DeviceServer, state: string) =>
  vi.waitFor(() => expect(latest(server)?.download).toMatchObject({ state }), { timeout: 15_000 })

/** A client that has read the beginning of its image and no more. */
async function stalledClient(server: DeviceServer, ...headers: string[]): Promise<Socket> {
  const socket = sendRaw(server.port, poll(...headers))
  await once(socket, 'readable')
  return socket
}

/** Stands in for what the system says is unacknowledged. */
function acknowledgedBy(remaining: () => number | undefined): Acknowledged {
  return {
    unacknowledged: async (connections) => {
      const bytes = remaining()
      return new Map(bytes === undefined ? [] : connections.map((connection) => [connection, bytes]))
    },
  }
}

test('a download that was acknowledged to the last byte is complete', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', size: 40_000 })
  expect((await exchange(server.port, poll(...updater))).status).toBe(200)
  await download(server, 'complete')
  expect(latest(server)?.download).toEqual({
    state: 'complete',
    sent: 40_000,
    size: 40_000,
    approximate: false,
  })
  expect(server.downloads.counters()).toMatchObject({ active: 0, turnedAway: 0 })
})

test.each<[string, string[], Parameters<typeof startDeviceApi>[0]]>([
  ['the system does not tell', [], { acknowledged: { unacknowledged: async () => null } }],
  ['a proxy says that it forwards', ['X-Forwarded-For: 10.0.0.1'], {}],
  ['a proxy says so in its own way', ['Via: 1.1 squid'], {}],
  ['a proxy is trusted', [], { trustProxy: true }],
])('where %s, progress is approximate', async (_where, headers, options) => {
  const server = await startDeviceApi({ tick: 5, ...options })
  await server.publish({ version: '1.02', size: 40_000 })
  expect((await exchange(server.port, poll(...updater, ...headers))).body).toHaveLength(40_000)
  await download(server, 'complete')
  expect(latest(server)?.download).toMatchObject({ sent: 40_000, approximate: true })
})

test('a client that leaves in the middle has aborted', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', size: large })
  const client = await stalledClient(server, ...updater)
  expect(latest(server)?.download).toMatchObject({ state: 'running', size: large })
  expect(server.downloads.counters().active).toBe(1)
  client.destroy()
  await download(server, 'aborted')
  expect(server.downloads.counters().active).toBe(0)
})

test('a client that leaves with bytes on their way has aborted, although all were given to the system', async () => {
  const size = 40_000
  const server = await startDeviceApi({ acknowledged: acknowledgedBy(() => size / 2), tick: 5 })
  await server.publish({ version: '1.02', size })
  const client = sendRaw(server.port, poll(...updater))
  client.resume()
  await vi.waitFor(() => expect(latest(server)?.download?.sent).toBe(size / 2))
  client.resetAndDestroy()
  await download(server, 'aborted')
  expect(latest(server)?.download?.sent).toBe(size / 2)
})

test('a connection that the system forgets with bytes outstanding was reset', async () => {
  let outstanding: number | undefined = 5_000
  const server = await startDeviceApi({ acknowledged: acknowledgedBy(() => outstanding), tick: 5 })
  await server.publish({ version: '1.02', size: 40_000 })
  await exchange(server.port, poll(...updater))
  await vi.waitFor(() => expect(latest(server)?.download?.sent).toBe(35_000))
  await setTimeout(30)
  expect(latest(server)?.download?.state).toBe('running')
  outstanding = undefined
  await download(server, 'aborted')
})

test('progress is what the client acknowledged, not what was written', async () => {
  let outstanding = 39_000
  const server = await startDeviceApi({ acknowledged: acknowledgedBy(() => outstanding), tick: 5, linger: 0 })
  await server.publish({ version: '1.02', size: 40_000 })
  const client = sendRaw(server.port, poll(...updater))
  await vi.waitFor(() => expect(latest(server)?.download).toMatchObject({ state: 'running', sent: 1_000 }))
  expect(server.hints).toContain('server')
  outstanding = 0
  await download(server, 'complete')
  client.destroy()
})

test('a client that has everything but does not close gives its place back at once and is closed in the end', async () => {
  const server = await startDeviceApi({ tick: 5, linger: 100 })
  await server.publish({ version: '1.02', size: 4_000 })
  const client = await stalledClient(server, ...updater)
  await vi.waitFor(() => expect(server.downloads.counters().active).toBe(0))
  expect(latest(server)?.download).toMatchObject({ state: 'running', sent: 4_000 })
  await download(server, 'complete')
  client.destroy()
})

test('a client that acknowledges nothing any more is let go', async () => {
  const server = await startDeviceApi({ tick: 5, letGoAfter: 150 })
  await server.publish({ version: '1.02', size: large })
  const client = await stalledClient(server, ...updater)
  await download(server, 'aborted')
  expect(server.downloads.counters().active).toBe(0)
  const { body } = await answerOn(client)
  expect(body.length).toBeLessThan(large)
})

test('a client that acknowledges a little now and then is never let go', async () => {
  let outstanding = 39_000
  const server = await startDeviceApi({
    acknowledged: acknowledgedBy(() => outstanding--),
    tick: 5,
    letGoAfter: 60,
  })
  await server.publish({ version: '1.02', size: 40_000 })
  const client = await stalledClient(server, ...updater)
  await setTimeout(200)
  expect(latest(server)?.download?.state).toBe('running')
  client.destroy()
})

test('past the limit devices are told that there is nothing new, never 503', async () => {
  const server = await startDeviceApi({ limit: 1 })
  await server.publish({ version: '1.02', size: large })
  const first = await stalledClient(server, ...updater)
  expect(await exchange(server.port, poll(...another))).toMatchObject({ status: 304 })
  expect((await exchange(server.port, poll())).body.toString()).toBe('Uptodate')
  expect(latest(server)).toMatchObject({ verdict: 'hold', reason: { code: 'busy', limit: 1 }, status: 200 })
  expect(await exchange(server.port, request('HEAD /ota?version=1.00 HTTP/1.0', ...updater))).toMatchObject({
    status: 304,
  })
  expect(server.downloads.counters()).toEqual({
    active: 1,
    limit: 1,
    turnedAway: 2,
    lastTurnedAwayAt: '2026-03-01T12:00:00.000Z',
  })
  first.destroy()
  await vi.waitFor(() => expect(server.downloads.counters().active).toBe(0))
  expect((await exchange(server.port, poll(...another))).status).toBe(200)
})

test('the seed’s sketch drops its first, plain GET and downloads with the updater beside it', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', size: large })
  const plain = await stalledClient(server, 'User-Agent: ESP32HTTPClient')
  const answer = await exchange(server.port, poll(...updater))
  expect(answer.body).toHaveLength(large)
  plain.destroy()
  const states = () => server.fleet.recent(2).items.map(({ client, download }) => [client, download?.state])
  const ended = [
    ['esp32-updater', 'complete'],
    ['plain', 'aborted'],
  ]
  await vi.waitFor(() => expect(states()).toEqual(ended), { timeout: 15_000 })
})

test('a stopping server takes no new connection, finishes what was begun, and then is drained', async () => {
  const server = await startDeviceApi()
  const { sha256 } = await server.publish({ version: '1.02', size: large })
  const browser = ['Host: x', 'User-Agent: Mozilla/5.0']
  const idle = sendRaw(server.port, request('GET /ota/info HTTP/1.1', ...browser))
  await once(idle, 'data')
  const client = await stalledClient(server, ...updater)
  const steps: string[] = []
  const closed = server.app.close().then(() => steps.push('closed'))
  const drained = server.downloads.drained().then(() => steps.push('drained'))
  await once(idle, 'end')
  idle.destroy()
  await expect(exchange(server.port, poll())).rejects.toThrow('ECONNREFUSED')
  expect(steps).toEqual([])

  const { body } = await answerOn(client)
  expect(body.equals((await server.builds.read(sha256)) ?? Buffer.alloc(0))).toBe(true)
  await drained
  await closed
  expect(steps).toContain('drained')
  await server.downloads.drained()
})

test('when what was acknowledged cannot be read, that is reported once and downloads go on', async () => {
  const acknowledged = { unacknowledged: () => Promise.reject(new Error('no table')) }
  const server = await startDeviceApi({ acknowledged, tick: 5 })
  await server.publish({ version: '1.02', size: 40_000 })
  for (const _ of [1, 2]) {
    expect((await exchange(server.port, poll(...updater))).body).toHaveLength(40_000)
    await download(server, 'complete')
  }
  expect(server.logged.filter(({ level }) => level === 50)).toMatchObject([{ err: { message: 'no table' } }])
})

test('of an open connection that the system does not list, what the kernel took counts as acknowledged', async () => {
  const server = await startDeviceApi({ acknowledged: acknowledgedBy(() => undefined), tick: 5, linger: 50 })
  await server.publish({ version: '1.02', size: 4_000 })
  const client = await stalledClient(server, ...updater)
  await vi.waitFor(() => expect(server.downloads.counters().active).toBe(0))
  await download(server, 'complete')
  client.destroy()
})

test('an injected request, which has no connection to watch, gets its image', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', size: 40_000 })
  const answer = await server.app.inject({ url: '/ota?version=1.00' })
  expect(answer.rawPayload).toHaveLength(40_000)
  expect(latest(server)?.download).toMatchObject({ state: 'complete' })
  expect(server.downloads.counters().active).toBe(0)
})
