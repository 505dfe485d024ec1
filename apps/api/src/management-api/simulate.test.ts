import { CheckInExplanation, VerdictNow } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { ask, type ServerUnderTest, startManagementApi } from '../../test/managementServer.ts'
import { macOf, poll, publish } from '../../test/polling.ts'

async function published(): Promise<ServerUnderTest> {
  const server = await startManagementApi()
  await publish(server, ['1.00', '1.02'])
  return server
}

async function simulate(server: ServerUnderTest, body: object): Promise<VerdictNow> {
  const answer = await ask(server, 'POST', '/simulate', body)
  expect(answer.statusCode, answer.body).toBe(200)
  return VerdictNow.parse(answer.json())
}

const at = (board: number, path: string) => `/devices/${encodeURIComponent(macOf(board))}${path}`

test('what a device would be answered is what it then is answered', async () => {
  const server = await published()
  await poll(server, 1, { version: '1.02' })
  const { reply, ...now } = VerdictNow.parse((await ask(server, 'GET', at(1, '/verdict'))).json())
  expect(now).toEqual({
    verdict: 'up-to-date',
    reason: { code: 'same-version', running: '1.02', target: '1.02' },
    sentence: 'It already runs 1.02.',
    target: '1.02',
    board: null,
    runs: null,
  })
  const answer = await poll(server, 1, { version: '1.02' })
  const { date: _, ...headers } = answer.headers
  expect(reply.status).toBe(answer.statusCode)
  expect(
    Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value])),
  ).toEqual(headers)
  expect(reply.body ?? '').toBe(answer.body)
})

test('a simulated update names the image it would be sent', async () => {
  const server = await published()
  const { verdict, target, reply } = await simulate(server, { version: '1.00', client: 'esp32-updater' })
  const { sha256, size } = server.registry.current.products.default?.releases['1.02']?.builds.default ?? {}
  expect({ verdict, target }).toEqual({ verdict: 'update', target: '1.02' })
  expect(reply).toMatchObject({
    status: 200,
    headers: { 'Content-Length': String(size) },
    body: null,
    image: sha256,
  })
})

test('a plain client would be told in words', async () => {
  const { reply } = await simulate(await published(), { version: '1.02' })
  expect(reply).toMatchObject({ status: 200, body: 'Uptodate', image: null })
})

test.each([macOf(1), '24-6f-28-00-00-01', '246f28000001'])('what is known of %s counts', async (device) => {
  const server = await published()
  await poll(server, 1, { version: '1.02' })
  await ask(server, 'PATCH', at(1, ''), { hold: true })
  expect(await simulate(server, { version: '1.00', device })).toMatchObject({
    verdict: 'hold',
    reason: { code: 'held' },
  })
  expect(await simulate(server, { version: '1.00' })).toMatchObject({ verdict: 'update' })
})

test('a product that there is not is said not to be there', async () => {
  expect(await simulate(await published(), { product: 'pump', version: '1' })).toMatchObject({
    verdict: 'no-firmware',
    reason: { code: 'unknown-product' },
    target: null,
    reply: { status: 503 },
  })
})

test('a simulation leaves nothing behind', async () => {
  const server = await published()
  await simulate(server, { version: '1.00', device: macOf(7), client: 'esp32-updater' })
  await server.fleet.flush()
  expect(server.fleet.recent(10).total).toBe(0)
  expect(await server.devices.find(macOf(7))).toBeNull()
})

test.each([
  { product: 'Not A Product' },
  { version: 'x'.repeat(129) },
  { client: 'toaster' },
  { freeSpace: -1 },
])('simulating %j is refused in a sentence', async (body) => {
  const answer = await ask(await published(), 'POST', '/simulate', body)
  expect(answer.json()).toMatchObject({ status: 400, code: 'bad-field' })
})

test('an answer is explained by what was known then, and beside it what it would be now', async () => {
  const server = await published()
  await poll(server, 1, { version: '1.02' })
  const { revision } = server.registry.current
  await publish(server, ['1.03'])
  await ask(server, 'PATCH', at(1, ''), { hold: true })
  const { record, now, ...rest } = CheckInExplanation.parse((await ask(server, 'GET', '/check-ins/1')).json())
  expect(record).toMatchObject({ id: 1, device: macOf(1), verdict: 'up-to-date', status: 304 })
  expect(rest).toMatchObject({
    sentence: 'It already runs 1.02.',
    said: { client: 'esp32-updater', version: '1.02', address: '10.0.0.1' },
    known: { board: null, chip: null, channel: null, pin: null, hold: false },
    revision,
  })
  expect(now).toMatchObject({
    verdict: 'hold',
    reason: { code: 'held', target: '1.03' },
    reply: { status: 304 },
  })
})

test('a request that could not be understood is explained by what is wrong with it', async () => {
  const server = await published()
  await server.app.inject({ url: '/ota?version=1&version=2', remoteAddress: '10.0.0.9' })
  const answer = await ask(server, 'GET', '/check-ins/1')
  expect(CheckInExplanation.parse(answer.json())).toMatchObject({
    record: { verdict: 'refused' },
    sentence: expect.stringMatching(/version.*more than once/),
    said: { address: '10.0.0.9' },
    known: null,
    now: null,
  })
})

test.each([
  ['1', 404, 'unknown-check-in'],
  ['0', 400, 'bad-field'],
  ['first', 400, 'bad-field'],
])('check-in %s, which nobody remembers, is refused', async (id, status, code) => {
  const answer = await ask(await published(), 'GET', `/check-ins/${id}`)
  expect(answer.json()).toMatchObject({ status, code })
})
