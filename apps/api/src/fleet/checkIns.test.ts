import { CheckInList } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fleetUnderTest } from '../../test/fleetUnderTest.ts'
import { publishSample } from '../../test/sampleRegistry.ts'

const mac = '24:6F:28:00:00:01'
const client = 'esp32-updater'

test('requests that nobody understands are each listed, and logged once a minute', async () => {
  const server = await fleetUnderTest()
  for (let n = 0; n < 3; n += 1) server.fleet.sawMalformed('10.0.0.9', 'x', 400, server.wall)
  expect(server.fleet.recent(10).items).toHaveLength(3)
  expect(server.logged).toEqual(['malformed request'])
  server.pass(60_000)
  server.fleet.sawMalformed('10.0.0.9', 'x', 400, server.wall)
  expect(server.logged).toHaveLength(2)
})

test('a poll is listed as it was understood and answered, newest first', async () => {
  const server = await fleetUnderTest()
  await server.change(publishSample('1.01'))
  await server.poll({ mac, client, version: '1.00' })
  server.fleet.sawMalformed('192.168.1.21', 'the URL has a raw space', 400, server.wall + 1)
  const list = server.fleet.recent(10)
  expect(CheckInList.parse(list)).toEqual(list)
  expect(list).toMatchObject({ kept: 1_000, total: 2 })
  expect(list.items[0]).toMatchObject({
    id: 2,
    at: '2026-03-01T12:00:00.001Z',
    address: '192.168.1.21',
    verdict: 'refused',
    status: 400,
    reason: { code: 'malformed-request', problem: 'the URL has a raw space' },
  })
  expect(list.items[1]).toMatchObject({
    id: 1,
    device: mac,
    board: 'default',
    version: '1.00',
    verdict: 'update',
  })
})

test('only the last thousand polls are kept, and no more are listed than asked for', async () => {
  const { fleet } = await fleetUnderTest()
  for (let poll = 1; poll <= 1_005; poll += 1) fleet.sawMalformed('10.0.0.1', 'x', 400, poll)
  const listed = fleet.recent(2_000).items.map(({ id }) => id)
  expect(listed).toEqual(Array.from({ length: 1_000 }, (_, index) => 1_005 - index))
  expect(fleet.recent(3).items.map(({ id }) => id)).toEqual([1_005, 1_004, 1_003])
  expect([fleet.remembered(5), fleet.remembered(1_006), fleet.remembered(6)?.record.id]).toEqual([
    null,
    null,
    6,
  ])
})

test('polls that are to be forgotten leave nothing behind, and the others stay', async () => {
  const { fleet, poll } = await fleetUnderTest()
  await poll({ mac, client })
  fleet.sawMalformed('10.0.0.9', 'x', 400, 5)
  await poll({ mac: '24:6F:28:00:00:02', client })
  fleet.forgetPolls(({ device }) => device !== mac)
  expect(fleet.recent(9).items.map(({ id }) => id)).toEqual([2, 1])
  expect(fleet.remembered(3)).toBeNull()
  expect(fleet.summary().lastCheckInAt).toBe(new Date(5).toISOString())
  fleet.forgetPolls(() => true)
  expect(fleet.recent(9).items.map(({ id }) => id)).toEqual([2])
})

test('a list that was read does not change with the download it shows', async () => {
  const server = await fleetUnderTest()
  await server.change(publishSample('1.01'))
  const { poll, verdict } = await server.poll({ mac, client, version: '1.00' })
  const report = server.fleet.saw(poll, verdict, server.registry, 200, server.wall)
  report.download = { state: 'running', sent: 1, size: 2, approximate: false }
  const [record] = server.fleet.recent(1).items
  report.download.sent = 2
  expect(record?.download?.sent).toBe(1)
})

test('a recent poll is remembered with what was known then, whatever came after', async () => {
  const server = await fleetUnderTest()
  await server.change(publishSample('1.01'))
  await server.poll({ mac, client, version: '1.00' })
  await server.fleet.flush()
  await server.store.patch(mac, { hold: true, channel: 'beta' }, 'admin', server.wall)
  await server.fleet.refresh()
  await server.change(publishSample('1.02'))
  await server.poll({ mac, client, version: '1.00' })
  const [before, after] = [server.fleet.remembered(1), server.fleet.remembered(2)]
  expect(before).toMatchObject({ known: { hold: false, channel: null }, revision: 1 })
  expect(after).toMatchObject({ known: { hold: true, channel: 'beta' }, revision: 2 })
  expect(after?.poll?.checkIn).toMatchObject({ client, version: '1.00' })
})

test('whatever polls come, the counts add up to the devices that tell who they are', async () => {
  const poll = fc.record({
    id: fc.option(fc.constantFrom(...'abcdefgh'), { freq: 5 }),
    version: fc.constantFrom('1', '2', null),
    product: fc.constantFrom('default', 'lamp'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(poll, { maxLength: 60 }), async (polls) => {
      const server = await fleetUnderTest({ limits: { strong: 4, weak: 4 } })
      const last = new Map<string, string>()
      for (const { id, version, product } of polls) {
        // Each from an address of its own, so that none is taken for the device there.
        const { caller } = (await server.poll({ id, version, product, address: `10.0.0.${id ?? 'x'}` })).poll
        if (caller.identity === 'id' && caller.device) last.set(caller.device, `${product} ${version}`)
      }
      const { devices, running } = server.fleet.summary()
      expect(devices).toBe(last.size)
      expect(devices).toBeLessThanOrEqual(4)
      const counted = running.flatMap(({ product, version, devices }) =>
        Array(devices).fill(`${product} ${version}`),
      )
      expect(counted.sort()).toEqual([...last.values()].sort())
    }),
    { numRuns: 20 },
  )
})

test('however many versions strangers make up, the list of what runs stays short and begins with what most run', async () => {
  const server = await fleetUnderTest()
  for (let made = 0; made < 1_500; made += 1)
    await server.poll({ id: `stranger-${made}`, version: `1.${made}` })
  for (let mine = 0; mine < 3; mine += 1) await server.poll({ id: `mine-${mine}`, version: '2.00' })
  const { devices, running } = server.fleet.summary()
  expect(devices).toBe(1_503)
  expect(running).toHaveLength(1_000)
  expect(running[0]).toEqual({ product: 'default', version: '2.00', devices: 3 })
})

test('past its limit the fleet answers devices it does not know and remembers nothing of them, and says so once', async () => {
  const server = await fleetUnderTest({ limits: { strong: 2, weak: 1 } })
  await server.change(publishSample('1.01'))
  for (const id of ['a', 'b', 'c', 'd']) {
    expect((await server.poll({ id, client, version: '1.00' })).verdict.kind).toBe('update')
  }
  expect(server.fleet.summary()).toMatchObject({ devices: 2, full: true })
  expect(server.fleet.recent(1).items[0]).toMatchObject({ device: null })
  await server.poll({ id: 'a', client, version: '1.01' })
  await server.fleet.flush()
  expect(await server.store.find('a')).toMatchObject({ reported: { version: '1.01' } })
  expect(await server.store.find('c')).toBeNull()
})
