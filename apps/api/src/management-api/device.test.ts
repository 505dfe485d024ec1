import { CheckInList, Device, DeviceEventList, deviceInUrl } from '@cyberdeck-ota/schema'
import { expect, test, vi } from 'vitest'
import { ask, type ServerUnderTest, startManagementApi } from '../../test/managementServer.ts'
import { macOf, poll, publish } from '../../test/polling.ts'

/** Board 1 runs 1.02, which is published beside 1.00. */
async function oneBoard(): Promise<ServerUnderTest> {
  const server = await startManagementApi()
  await publish(server, ['1.00', '1.02'])
  await poll(server, 1, { version: '1.02' })
  return server
}

const at = (board: number, path = '') => `/devices/${encodeURIComponent(macOf(board))}${path}`

async function deviceAt(server: ServerUnderTest, path: string): Promise<Device> {
  const answer = await ask(server, 'GET', path)
  expect(answer.statusCode, answer.body).toBe(200)
  return Device.parse(answer.json())
}

async function patched(server: ServerUnderTest, patch: object): Promise<Device> {
  const answer = await ask(server, 'PATCH', at(1), patch)
  expect(answer.statusCode, answer.body).toBe(200)
  return Device.parse(answer.json())
}

test('a device is told with all that is known of it', async () => {
  const server = await oneBoard()
  expect(await deviceAt(server, at(1))).toMatchObject({
    id: macOf(1),
    state: 'up-to-date',
    assigned: { name: null, notes: '', tags: [], channel: null, pin: null, hold: false },
    reported: { client: 'esp32-updater', version: '1.02', address: '10.0.0.1' },
    quarantines: [],
    aliases: [],
    attempts: [],
  })
})

test('a device that was offered an update has an attempt', async () => {
  const server = await oneBoard()
  await poll(server, 2, { version: '1.00' })
  const { attempts, progress } = await deviceAt(server, at(2))
  expect(attempts).toEqual([
    expect.objectContaining({ version: '1.02', from: { version: '1.00', sha256: null } }),
  ])
  expect(progress).toMatchObject({ state: attempts[0]?.state, size: attempts[0]?.size })
})

test('a device that fell back has a quarantine, until it is lifted', async () => {
  const server = await oneBoard()
  await poll(server, 2, { version: '1.00' })
  await poll(server, 2, { version: '1.00' })
  const { quarantines } = await deviceAt(server, at(2))
  expect(quarantines).toEqual([
    expect.objectContaining({ product: 'default', version: '1.02', failed: 1, until: expect.any(String) }),
  ])
  const lift = { selection: { ids: [macOf(2)] }, action: { do: 'lift' } }
  expect((await ask(server, 'POST', '/devices/actions', lift)).json()).toMatchObject({ changed: 1 })
  expect((await deviceAt(server, at(2))).quarantines).toEqual([])
})

test('a device is found whatever it calls itself', async () => {
  const server = await oneBoard()
  const names = [
    'kitchen',
    'views',
    'facets',
    'actions',
    '~tilde',
    '..',
    'a/b',
    '100%',
    'a?b#c',
    '%'.repeat(64),
  ]
  for (const device of names) {
    await poll(server, null, { version: '1.02', device })
    // The way a browser and fetch resolve an address.
    const { pathname } = new URL(`http://localhost/devices/${deviceInUrl(device)}`)
    expect(await deviceAt(server, pathname)).toMatchObject({ id: device, identity: 'id' })
  }
})

test.each(['GET', 'PATCH', 'DELETE'] as const)(
  '%s of a device that nobody knows is refused',
  async (method) => {
    const answer = await ask(await oneBoard(), method, at(9), method === 'PATCH' ? { hold: true } : undefined)
    expect(answer.json()).toMatchObject({
      status: 404,
      code: 'unknown-device',
      detail: `No device "${macOf(9)}" is known.`,
    })
  },
)

test('what is assigned stays until something else is', async () => {
  const server = await oneBoard()
  await patched(server, { name: ' Kitchen ', notes: 'on the shelf', tags: ['farm', 'farm', 'beta'] })
  const { assigned, name, tags } = await patched(server, { notes: '' })
  expect(assigned).toMatchObject({ name: 'Kitchen', notes: '', hold: false })
  expect(name).toBe('Kitchen')
  expect(tags.toSorted()).toEqual(['beta', 'farm'])
  expect((await patched(server, { name: '', tags: [] })).assigned).toMatchObject({ name: null, tags: [] })
})

test('the next poll is decided by what was assigned', async () => {
  const server = await oneBoard()
  const pinned = await patched(server, { pin: '1.0' })
  expect(pinned).toMatchObject({ pin: '1.00', target: '1.00', state: 'behind' })
  expect((await poll(server, 1, { version: '1.02' })).statusCode).toBe(200)

  const held = await patched(server, { hold: true })
  expect(held).toMatchObject({ hold: true })
  expect((await poll(server, 1, { version: '1.02' })).statusCode).toBe(304)
})

test('an assignment hints that devices changed, and an empty patch does nothing', async () => {
  const server = await oneBoard()
  const hinted = vi.fn()
  server.live.subscribe(hinted)
  await patched(server, {})
  expect(hinted).not.toHaveBeenCalled()
  await patched(server, { hold: true })
  expect(hinted).toHaveBeenCalledWith('devices')
})

test.each([
  [{ pin: '9.99' }, 404, 'unknown-release', /no release 9\.99/],
  [{ channel: 'beta' }, 404, 'unknown-channel', /no channel beta/],
  [{ tags: ['Not A Tag'] }, 400, 'bad-field', /tags\.0/],
  [{ tags: Array.from({ length: 51 }, (_, tag) => `t${tag}`) }, 400, 'bad-field', /at most 50 tags/],
  [{ name: 'x'.repeat(101) }, 400, 'bad-field', /at most 100 characters/],
  [{ colour: 'red' }, 400, 'bad-request', /colour/],
])('assigning %j is refused and changes nothing', async (patch, status, code, detail) => {
  const server = await oneBoard()
  const before = await deviceAt(server, at(1))
  const answer = await ask(server, 'PATCH', at(1), patch)
  expect(answer.json()).toMatchObject({ status, code, detail: expect.stringMatching(detail) })
  expect(await deviceAt(server, at(1))).toEqual(before)
})

test('stable can be assigned before anything is published', async () => {
  const server = await startManagementApi()
  await poll(server, 1, { version: '1.00' })
  const answer = await ask(server, 'PATCH', at(1), { channel: 'stable' })
  expect(answer.json()).toMatchObject({ status: 404, code: 'unknown-product' })
  await publish(server, ['1.00'])
  expect((await patched(server, { channel: 'stable' })).assigned.channel).toBe('stable')
})

test('a forgotten device is gone with its history, and comes back as a new one', async () => {
  const server = await oneBoard()
  await patched(server, { hold: true })
  expect((await ask(server, 'DELETE', at(1))).statusCode).toBe(204)
  expect((await ask(server, 'GET', at(1))).statusCode).toBe(404)
  await poll(server, 1, { version: '1.02' })
  expect(await deviceAt(server, at(1))).toMatchObject({ hold: false, polls: 1 })
})

test('a device that is merged into another is found and answered as that one', async () => {
  const server = await oneBoard()
  await poll(server, null, { version: '1.00', device: 'kitchen' })
  await patched(server, { hold: true })
  const answer = await ask(server, 'POST', at(1, '/merge'), { id: 'kitchen' })
  expect(Device.parse(answer.json())).toMatchObject({ id: macOf(1), aliases: ['kitchen'] })
  expect((await deviceAt(server, '/devices/kitchen')).id).toBe(macOf(1))
  expect((await poll(server, null, { version: '1.00', device: 'kitchen' })).statusCode).toBe(304)
})

test.each([
  [macOf(1), 400, 'bad-field'],
  ['nobody', 404, 'unknown-device'],
])('merging %s into a device is refused', async (id, status, code) => {
  const answer = await ask(await oneBoard(), 'POST', at(1, '/merge'), { id })
  expect(answer.json()).toMatchObject({ status, code })
})

test('events are told newest first, in pages', async () => {
  const server = await oneBoard()
  for (const name of ['a', 'b', 'c']) await patched(server, { name })
  const seen: DeviceEventList['items'] = []
  let before: string | null = ''
  while (before !== null && seen.length < 100) {
    const answer = await ask(server, 'GET', at(1, `/events?limit=2${before && `&before=${before}`}`))
    const page = DeviceEventList.parse(answer.json())
    expect(page.items.length).toBeLessThanOrEqual(2)
    seen.push(...page.items)
    before = page.next
  }
  expect(seen.map(({ detail }) => detail.kind)).toEqual(['assigned', 'assigned', 'assigned', 'first-seen'])
  expect(seen[0]?.detail).toMatchObject({ by: 'environment token' })
  expect(seen.map(({ id }) => id)).toEqual(seen.map(({ id }) => id).toSorted((a, b) => b - a))
})

test('of the latest check-ins those of the device are told', async () => {
  const server = await oneBoard()
  await poll(server, 2, { version: '1.02' })
  await poll(server, 1, { version: '1.02' })
  const answer = await ask(server, 'GET', at(1, '/check-ins'))
  const { items, total } = CheckInList.parse(answer.json())
  expect(items.map(({ id, device }) => [id, device])).toEqual([
    [3, macOf(1)],
    [1, macOf(1)],
  ])
  expect(total).toBe(3)
  const one = CheckInList.parse((await ask(server, 'GET', at(1, '/check-ins?limit=1'))).json())
  expect(one.items.map(({ id }) => id)).toEqual([3])
})
