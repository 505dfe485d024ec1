import { DeviceFacets, DeviceList, DeviceSort, DeviceViews } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { ask, type ServerUnderTest, startManagementApi } from '../../test/managementServer.ts'
import { macOf, poll, publish } from '../../test/polling.ts'
import { cursorFor } from './deviceCursor.ts'

/** Boards 1 to `boards`, each seen a second after the one before it. */
async function fleetOf(boards: number): Promise<ServerUnderTest> {
  const server = await startManagementApi()
  await publish(server, ['1.02'])
  for (let board = 1; board <= boards; board += 1) {
    await poll(server, board, { version: board % 2 === 0 ? '1.02' : '1.00' })
    server.clock.now += 1_000
  }
  return server
}

async function list(server: ServerUnderTest, query: Record<string, string>): Promise<DeviceList> {
  const answer = await ask(server, 'GET', `/devices?${new URLSearchParams(query)}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return DeviceList.parse(answer.json())
}

const idsOf = ({ items }: DeviceList) => items.map(({ id }) => id)

test('a server that nobody called has no devices', async () => {
  expect(await list(await startManagementApi(), {})).toEqual({ items: [], next: null, total: 0 })
})

test('a device is listed with what it runs, what it is meant to run, and why', async () => {
  const server = await fleetOf(1)
  const { items } = await list(server, {})
  expect(items).toEqual([
    expect.objectContaining({
      id: macOf(1),
      identity: 'mac',
      name: null,
      product: 'default',
      channel: 'stable',
      version: '1.00',
      target: '1.02',
      reason: { code: 'older', running: '1.00', target: '1.02' },
      address: '10.0.0.1',
      firstSeenAt: '2026-03-01T12:00:00.000Z',
      lastSeenAt: '2026-03-01T12:00:00.000Z',
      polls: 1,
      interval: null,
      silent: false,
    }),
  ])
})

test('an update that is under way shows how far it has come', async () => {
  const server = await fleetOf(1)
  const [attempt] = await server.devices.attempts((await server.devices.find(macOf(1)))?.row ?? 0, 1)
  const { acknowledged, size, approximate, state } = attempt ?? {}
  expect(size).toBeGreaterThan(0)
  const [item] = (await list(server, {})).items
  expect(item).toMatchObject({ state: 'updating', progress: { acknowledged, size, approximate, state } })
})

test('the latest seen come first, unless another order is asked for', async () => {
  const server = await fleetOf(3)
  const newest = [macOf(3), macOf(2), macOf(1)]
  expect(idsOf(await list(server, {}))).toEqual(newest)
  expect(idsOf(await list(server, { sort: 'first-seen' }))).toEqual(newest.toReversed())
})

test('pages by any sort have each device once', async () => {
  const server = await fleetOf(5)
  for (const sort of DeviceSort.options) {
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page: DeviceList = await list(server, { sort, limit: '2', ...(cursor && { cursor }) })
      expect(page.total).toBe(5)
      expect(page.items.length).toBeLessThanOrEqual(2)
      found.push(...idsOf(page))
      cursor = page.next
    } while (cursor !== null && found.length < 100)
    expect(found.toSorted(), sort).toEqual([1, 2, 3, 4, 5].map(macOf))
  }
})

test('a query finds what it says, and the total counts that', async () => {
  const { items, total } = await list(await fleetOf(5), { query: 'version:1.02', limit: '1' })
  expect(items).toHaveLength(1)
  expect(total).toBe(2)
})

test('a query that cannot be read is refused with what is wrong and where', async () => {
  const answer = await ask(await startManagementApi(), 'GET', '/devices?query=tag:farm%20colour:red')
  expect(answer.json()).toMatchObject({
    status: 400,
    code: 'bad-query',
    detail: expect.stringMatching(/^At character 10: There is no field “colour”/),
  })
})

test.each([
  ['of another sort', { sort: 'name' }],
  ['of another query', { query: 'state:failed' }],
])('a cursor %s is refused', async (_, other) => {
  const server = await fleetOf(2)
  const { next } = await list(server, { limit: '1' })
  const answer = await ask(server, 'GET', `/devices?${new URLSearchParams({ ...other, cursor: next ?? '' })}`)
  expect(answer.json()).toMatchObject({ status: 400, code: 'bad-field' })
})

test('a cursor that was forged is refused', async () => {
  const cursor = cursorFor({ query: '', sort: '-last-seen' }, 'forged')
  const answer = await ask(await startManagementApi(), 'GET', `/devices?cursor=${cursor}`)
  expect(answer.json()).toMatchObject({ status: 400, code: 'bad-field' })
})

test.each(['cursor=', 'cursor=garbage', 'cursor=a.b', 'limit=0', 'limit=201', 'sort=colour', 'page=2'])(
  '"%s" is refused in a sentence',
  async (query) => {
    const answer = await ask(await startManagementApi(), 'GET', `/devices?${query}`)
    expect(answer.json()).toMatchObject({ status: 400, detail: expect.stringMatching(/\.$/) })
  },
)

test('views count the devices of each state', async () => {
  const answer = await ask(await fleetOf(5), 'GET', '/devices/views')
  expect(DeviceViews.parse(answer.json())).toMatchObject({
    all: 5,
    upToDate: 2,
    updating: 3,
    new: 5,
    weak: 0,
  })
})

test('facets tell what a query can ask for', async () => {
  const answer = await ask(await fleetOf(5), 'GET', '/devices/facets')
  expect(DeviceFacets.parse(answer.json())).toMatchObject({
    versions: ['1.00', '1.02'],
    products: ['default'],
  })
})
