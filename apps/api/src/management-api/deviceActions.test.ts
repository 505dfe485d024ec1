import { DeviceActionPreview, DeviceActionResult, type DeviceList } from '@cyberdeck-ota/schema'
import { expect, test, vi } from 'vitest'
import { ask, type ServerUnderTest, startManagementApi } from '../../test/managementServer.ts'
import { macOf, poll, publish } from '../../test/polling.ts'

/** Boards 1 to 3 of the product `default` run 1.02, which is stable; board 4 asks for `pump`; one has no MAC. */
async function fourBoards(): Promise<ServerUnderTest> {
  const server = await startManagementApi()
  await publish(server, ['1.00', '1.02', '1.03'], '1.02')
  for (const board of [1, 2, 3]) await poll(server, board, { version: '1.02' })
  await poll(server, 4, { version: '7', product: 'pump' })
  await poll(server, null, { version: '1.02' })
  return server
}

async function preview(server: ServerUnderTest, selection: object, action: object) {
  const answer = await ask(server, 'POST', '/devices/actions/preview', { selection, action })
  expect(answer.statusCode, answer.body).toBe(200)
  return DeviceActionPreview.parse(answer.json())
}

async function act(server: ServerUnderTest, selection: object, action: object) {
  const answer = await ask(server, 'POST', '/devices/actions', { selection, action })
  expect(answer.statusCode, answer.body).toBe(200)
  return DeviceActionResult.parse(answer.json())
}

async function found(server: ServerUnderTest, query: string): Promise<string[]> {
  const answer = await ask(server, 'GET', `/devices?sort=first-seen&query=${encodeURIComponent(query)}`)
  return answer.json<DeviceList>().items.map(({ id }) => id)
}

test('a preview counts what would change, shows the first, warns, and changes nothing', async () => {
  const server = await fourBoards()
  const before = await found(server, 'is:pinned')
  const { matched, changes, first, warnings } = await preview(
    server,
    { query: '' },
    { do: 'pin', version: '1.0' },
  )
  expect([matched, changes, first.length]).toEqual([5, 5, 5])
  expect(warnings).toEqual([
    '1 is of a product that has no release 1.00, and would get nothing until unpinned.',
    '4 run something newer, and would be brought back to 1.00.',
    expect.stringMatching(/^1 is known by an address only/),
  ])
  expect(await found(server, 'is:pinned')).toEqual(before)
})

test('what is held or pinned is said to be, before it is put on a channel', async () => {
  const server = await fourBoards()
  await act(server, { ids: [macOf(1)] }, { do: 'hold', hold: true })
  await act(server, { ids: [macOf(2)] }, { do: 'pin', version: '1.02' })
  const { warnings } = await preview(
    server,
    { ids: [1, 2, 3, 4].map(macOf) },
    { do: 'channel', channel: 'stable' },
  )
  expect(warnings).toEqual([
    expect.stringMatching(/^1 is of a product that has no channel stable/),
    expect.stringMatching(/^1 is held/),
    expect.stringMatching(/^1 is pinned/),
  ])
})

test('ids that nobody knows are said not to be known', async () => {
  const { matched, warnings } = await preview(
    await fourBoards(),
    { ids: [macOf(1), 'nobody', 'nowhere'] },
    { do: 'tag', tag: 'farm' },
  )
  expect(matched).toBe(1)
  expect(warnings).toEqual(['2 are not known (any more).'])
})

test('of very many devices the first are looked at, and the preview says so', async () => {
  const server = await fourBoards()
  const device = await server.devices.find(macOf(1))
  if (!device) throw new Error('the board is not known')
  const page = vi
    .spyOn(server.devices, 'page')
    .mockImplementation(async (_, after, limit) =>
      Array.from({ length: limit }, (_, index) => ({ ...device, row: after + index + 1 })),
    )
  vi.spyOn(server.devices, 'preview').mockResolvedValue({
    matched: 100_000,
    changes: 90_000,
    first: [device],
  })
  const { changes, warnings } = await preview(server, { query: '' }, { do: 'pin', version: '1.00' })
  expect(changes).toBe(90_000)
  expect(warnings).toEqual([
    'Only the first 10,000 were looked at for what follows.',
    '10,000 run something newer, and would be brought back to 1.00.',
  ])
  expect(page).toHaveBeenCalledTimes(100)
})

test('forgetting says what is lost', async () => {
  const { warnings } = await preview(await fourBoards(), { query: '' }, { do: 'forget' })
  expect(warnings).toEqual([expect.stringMatching(/cannot be undone/)])
})

test('an action by query is for what the query finds now, and undo gives back what was', async () => {
  const server = await fourBoards()
  await act(server, { ids: [macOf(3)] }, { do: 'tag', tag: 'farm' })
  const done = await act(server, { query: 'product:default -is:weak' }, { do: 'tag', tag: 'farm' })
  expect(done).toEqual({ changed: 2, undo: expect.any(String) })
  expect(await found(server, 'tag:farm')).toEqual([1, 2, 3].map(macOf))
  const undone = await ask(server, 'POST', `/devices/actions/${done.undo}/undo`)
  expect(undone.json()).toEqual({ changed: 2, undo: null })
  expect(await found(server, 'tag:farm')).toEqual([macOf(3)])
})

test('the next polls are decided by an action, and by its undo', async () => {
  const server = await fourBoards()
  const statusNow = async () => (await poll(server, 1, { version: '1.02' })).statusCode
  const { undo } = await act(server, { ids: [macOf(1)] }, { do: 'pin', version: '1.03' })
  expect(await found(server, 'state:behind')).toEqual([macOf(1)])
  await ask(server, 'POST', `/devices/actions/${undo}/undo`)
  expect(await statusNow()).toBe(304)
  await act(server, { ids: [macOf(1)] }, { do: 'pin', version: '1.03' })
  expect(await statusNow()).toBe(200)
})

test('forgotten devices are gone for good', async () => {
  const server = await fourBoards()
  expect(await act(server, { query: 'product:pump' }, { do: 'forget' })).toEqual({ changed: 1, undo: null })
  expect(await found(server, 'product:pump')).toEqual([])
})

test('an action that changes nothing has nothing to undo', async () => {
  const server = await fourBoards()
  expect(await act(server, { query: '' }, { do: 'hold', hold: false })).toEqual({ changed: 0, undo: null })
})

test('an undo is for one time and within a day', async () => {
  const server = await fourBoards()
  const undo = async (name: string | null) =>
    (await ask(server, 'POST', `/devices/actions/${name}/undo`)).json()
  const unknown = expect.objectContaining({ status: 404, code: 'unknown-action' })
  const first = await act(server, { query: '' }, { do: 'hold', hold: true })
  expect(await undo(first.undo)).toMatchObject({ changed: 5 })
  expect(await undo(first.undo)).toEqual(unknown)
  const second = await act(server, { query: '' }, { do: 'hold', hold: true })
  server.clock.now += 24 * 60 * 60 * 1000 + 1
  expect(await undo(second.undo)).toEqual(unknown)
  expect(await undo('nothing')).toEqual(unknown)
})

test.each([
  [{ query: '' }, { do: 'pin', version: '9.99' }, 404, 'unknown-release'],
  [{ query: '' }, { do: 'channel', channel: 'beta' }, 404, 'unknown-channel'],
  [{ query: 'colour:red' }, { do: 'hold', hold: true }, 400, 'bad-query'],
  [{ ids: [] }, { do: 'hold', hold: true }, 400, 'bad-field'],
  [{}, { do: 'hold', hold: true }, 400, 'bad-field'],
  [{ query: '' }, { do: 'explode' }, 400, 'bad-field'],
])('%j with %j is refused', async (selection, action, status, code) => {
  const server = await startManagementApi()
  for (const path of ['/devices/actions', '/devices/actions/preview']) {
    const answer = await ask(server, 'POST', path, { selection, action })
    expect(answer.json()).toMatchObject({ status, code, detail: expect.stringMatching(/\.$/) })
  }
})

test('what an action did before the database failed half-way counts at the next poll', async () => {
  const server = await fourBoards()
  await publish(server, ['1.04'])
  const { assign } = server.devices
  server.devices.assign = async (...action) => {
    await assign(...action)
    throw new Error('the disk is gone')
  }
  const answer = await ask(server, 'POST', '/devices/actions', {
    selection: { ids: [macOf(1)] },
    action: { do: 'hold', hold: true },
  })
  expect(answer.statusCode).toBe(500)
  expect((await poll(server, 1, { version: '1.02' })).statusCode).toBe(304)
  expect((await poll(server, 2, { version: '1.02' })).statusCode).toBe(200)
})
