import { createProduct } from '@cyberdeck-ota/core'
import { canCallFrom } from '@cyberdeck-ota/virtual-esp32'
import { expect, test, vi } from 'vitest'
import { type ServerUnderTest, send, signedIn, startManagementApi } from '../../test/managementServer.ts'
import { macOf, poll, publish } from '../../test/polling.ts'
import { createDemoFleet } from './demoFleet.ts'
import { demoSpace } from './demoSpace.ts'

/** Half a minute of the demo in half a second. */
const pace = { intervalMs: 250, rolloutMs: 600, bytesPerSecond: 3_000_000 }
const patience = { timeout: 15_000, interval: 50 }
const everyDevice = { query: { terms: [] }, now: 0, upSince: 0 }

/** A server that listens, with a release and a device of somebody's own. */
async function serverInUse() {
  const server = await startManagementApi({ pace })
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  await publish(server, ['1.00', '1.01'])
  await poll(server, 1, { version: '1.00' })
  return server
}

/** All that the server holds, but what only counts up. */
async function everything({ registry, fleet, devices, kept, staged }: ServerUnderTest) {
  await fleet.flush()
  const summary = fleet.summary()
  return {
    products: registry.current.products,
    devices: await devices.page(everyDevice, 0, 1_000),
    facets: await devices.facets(),
    unsettled: await devices.loadUnsettled(),
    samples: await devices.samples('demo', 0, 400),
    recent: fleet.recent(1_000).items,
    summary,
    kept: (await kept()).toSorted(),
    staged: await staged(),
  }
}

const start = (server: ServerUnderTest, request: object = {}) => send(server, 'PUT', '/demo', request)
const running = (server: ServerUnderTest, version: string) =>
  server.fleet
    .summary()
    .running.filter((count) => count.product.startsWith('demo') && count.version === version)
    .reduce((sum, { devices }) => sum + devices, 0)

test('the demo fleet starts, is updated and vanishes without a trace', async () => {
  const server = await serverInUse()
  const before = await everything(server)
  expect((await send(server, 'GET', '/demo')).body).toEqual({
    running: false,
    product: null,
    devices: 0,
    startedAt: null,
  })

  const started = await start(server)
  const demo = { running: true, product: 'demo', devices: 24, startedAt: '2026-03-01T12:00:00.000Z' }
  expect(started).toMatchObject({ status: 200, body: demo })
  expect((await send(server, 'GET', '/demo')).body).toEqual(demo)
  expect(server.registry.current.products.demo).toMatchObject({
    demo: true,
    channels: { stable: { version: '1.00' } },
    releases: { '1.00': { builds: { 'esp32-devkit': { chip: 'ESP32' }, 's3-sense': { chip: 'ESP32-S3' } } } },
  })
  expect(await start(server)).toMatchObject({
    status: 409,
    body: { code: 'demo-running', detail: 'A demo fleet is running: remove demo first.' },
  })

  await vi.waitFor(() => expect(running(server, '1.01')).toBeGreaterThan(15), patience)
  await server.devices.sample(1, server.fleet.summary().running)
  expect(server.registry.current).toMatchObject({
    changedBy: 'demo',
    products: { demo: { channels: { stable: { version: '1.01' } } } },
  })
  await vi.waitFor(async () => {
    const views = await server.devices.views(server.clock.now, 0)
    expect(views.failed).toBeGreaterThan(0)
    expect(views.upToDate).toBeGreaterThan(10)
  }, patience)

  expect((await send(server, 'DELETE', '/demo')).status).toBe(204)
  expect(await everything(server)).toEqual(before)
  expect((await send(server, 'GET', '/demo')).body.running).toBe(false)
  expect((await send(server, 'DELETE', '/demo')).status).toBe(204)
})

test('the same demo can be had again, and takes no name that is taken', async () => {
  const server = await serverInUse()
  await server.registry.change(createProduct({ product: 'demo' }), 'test')
  await poll(server, 2, { version: '1.00', product: 'demo-2' })
  const before = await everything(server)
  for (let round = 0; round < 2; round += 1) {
    expect((await start(server, { devices: 4 })).body.product).toBe('demo-3')
    await vi.waitFor(() => expect(server.fleet.summary().devices).toBeGreaterThan(3), patience)
    await send(server, 'DELETE', '/demo')
    expect(await everything(server)).toEqual(before)
  }
})

test('a real board that polls for the product of the demo is served nothing, and stays what it is', async () => {
  const server = await serverInUse()
  await start(server, { devices: 2 })
  const asked = await poll(server, 2, { version: '0.1', product: 'demo' })
  const plain = await server.app.inject({ url: '/ota?product=demo&version=0.1', remoteAddress: '10.0.0.3' })
  const info = await server.app.inject({ url: '/ota/info?product=demo' })
  expect([asked, plain, info].map(({ statusCode }) => statusCode)).toEqual([503, 503, 503])
  await send(server, 'DELETE', '/demo')
  await server.fleet.flush()
  const left = await server.devices.page(everyDevice, 0, 10)
  expect(left.map(({ id }) => id)).toEqual([macOf(1), macOf(2), 'address:10.0.0.3'])
  expect(server.fleet.recent(10).items.map(({ device }) => device)).toEqual([
    'address:10.0.0.3',
    macOf(2),
    macOf(1),
  ])
})

test('what a killed process left is removed, and whoever still plays it stops', async () => {
  const server = await serverInUse()
  const before = await everything(server)
  await start(server, { devices: 6 })
  await vi.waitFor(() => expect(server.fleet.summary().devices).toBeGreaterThan(3), patience)
  const next = createDemoFleet({
    ...server,
    address: () => 'http://127.0.0.1:9',
    atOnce: 1,
    hint: server.live.hint,
    log: { warn: (facts) => expect(facts).toBeUndefined() },
  })
  expect(await next.current()).toMatchObject({ running: true, product: 'demo' })
  await next.remove()
  await server.demo.remove()
  expect(await everything(server)).toEqual(before)
})

test('what somebody added to the demo goes with it, and what is used elsewhere stays', async () => {
  const server = await serverInUse()
  await start(server, { devices: 1 })
  const { sha256 = '' } = server.registry.current.products.demo?.releases['1.00']?.builds['s3-sense'] ?? {}
  const file = await server.builds.read(sha256)
  const form = new FormData()
  form.set('version', '7.00')
  form.set('product', 'mine')
  form.set('file', new Blob([new Uint8Array(file ?? [])]), 'mine.bin')
  const { port } = server.app.server.address() as { port: number }
  const upload = { method: 'POST', headers: signedIn, body: form }
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/builds`, upload)).status).toBe(201)
  await send(server, 'PUT', '/products/demo/channels/beta', { version: '1.01' })
  await send(server, 'DELETE', '/demo')
  expect(Object.keys(server.registry.current.products)).toEqual(['default', 'mine'])
  expect(await server.kept()).toContain(`${sha256}.bin`)
})

test.each([
  [{ devices: 501 }, 'bad-field', 'a demo fleet has at most 500 devices'],
  [{ devices: 0 }, 'bad-field', 'a demo fleet has at least 1 device'],
  [{ brick: 0.6, flaky: 0.5 }, 'bad-request', 'the shares add up to more than 1'],
])('%j is refused in a sentence', async (request, code, sentence) => {
  const server = await startManagementApi()
  const refused = await start(server, request)
  expect(refused).toMatchObject({ status: 400, body: { code, detail: expect.stringContaining(sentence) } })
})

test.skipIf(!(await canCallFrom(`${demoSpace.network}.1.1`)))(
  'boards behind one address are one weak device of the demo',
  async () => {
    const server = await serverInUse()
    const before = await everything(server)
    await start(server, { devices: 6, nat: 0.5 })
    await vi.waitFor(async () => {
      await server.fleet.flush()
      const found = await server.devices.find(`address:${demoSpace.network}.200.1`)
      expect(found?.polls).toBeGreaterThan(2)
    }, patience)
    await send(server, 'DELETE', '/demo')
    expect(await everything(server)).toEqual(before)
  },
)
