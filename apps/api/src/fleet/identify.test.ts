import { describe, expect, it } from 'vitest'
import { type FleetUnderTest, fleetUnderTest } from '../../test/fleetUnderTest.ts'
import { publishSample } from '../../test/sampleRegistry.ts'
import type { Claim } from './fleet.ts'

const mac = '24:6F:28:00:00:01'
const other = '24:6F:28:00:00:02'
const updater = { client: 'esp32-updater', version: '1.00' } as const

const claimOf = (claim: Partial<Claim>): Claim => ({
  address: '10.0.0.1',
  id: null,
  mac: null,
  version: '1.00',
  isPeople: false,
  ...claim,
})
const identified = ({ fleet }: FleetUnderTest, claim: Partial<Claim>) => {
  const { device, identity } = fleet.identify(claimOf(claim))
  return [device, identity]
}
const ids = async ({ fleet, store, wall }: FleetUnderTest) => {
  await fleet.flush()
  const request = { query: { terms: [] }, cursor: null, limit: 50, now: wall, upSince: 0 }
  const { devices } = await store.list({ ...request, sort: 'first-seen' })
  return devices.map(({ id }) => id).sort()
}

describe('who calls', () => {
  it('is told by the id in the URL, else the MAC, else the neighbour’s, else the address', async () => {
    const neighbours = { macOf: (address: string) => (address === '10.0.0.9' ? other : null) }
    const server = await fleetUnderTest({ neighbours })
    expect(identified(server, { id: 'kitchen', mac })).toEqual(['kitchen', 'id'])
    expect(identified(server, { mac, address: '10.0.0.9' })).toEqual([mac, 'mac'])
    expect(identified(server, { address: '10.0.0.9' })).toEqual([other, 'neighbour'])
    expect(identified(server, {})).toEqual(['address:10.0.0.1', 'address'])
  })

  it('is nobody when it is a browser, whatever it says', async () => {
    const server = await fleetUnderTest()
    await server.poll({ isPeople: true, mac, version: '1.00' })
    expect(await ids(server)).toEqual([])
    expect(server.fleet.recent(1).items[0]).toMatchObject({ device: null })
  })

  it('cannot pose as an address', async () => {
    const server = await fleetUnderTest()
    expect(identified(server, { id: 'address:10.0.0.7', mac })).toEqual([mac, 'mac'])
  })

  it('is not a router, which has one MAC for all that lies behind it', async () => {
    const neighbours = { macOf: () => 'AC:DE:48:00:00:01' }
    const server = await fleetUnderTest({ neighbours })
    await server.poll({ ...updater, mac })
    await server.poll({ ...updater, mac: other })
    expect(identified(server, {})).toEqual(['address:10.0.0.1', 'address'])
  })

  it('is the device into which its record was merged', async () => {
    const server = await fleetUnderTest()
    await server.poll({ ...updater, mac })
    await server.poll({ ...updater, id: 'kitchen', address: '10.0.0.2' })
    await server.fleet.flush()
    await server.store.merge(mac, 'kitchen', 'admin', server.wall)
    await server.fleet.refresh()
    expect(identified(server, { id: 'kitchen' })).toEqual([mac, 'id'])
    await server.restart()
    expect(identified(server, { id: 'kitchen' })).toEqual([mac, 'id'])
    expect(await ids(server)).toEqual([mac])
  })
})

describe('the seed’s sketch, which asks without a word of who it is before its updater does', () => {
  it('is one device from the first update on', async () => {
    const server = await fleetUnderTest()
    await server.change(publishSample('1.01'))
    await server.poll({ version: '1.00' })
    server.pass(1_000)
    await server.poll({ ...updater, mac })
    expect(await ids(server)).toEqual([mac])
    server.pass(60_000)
    await server.poll({ version: '1.01' })
    expect(await ids(server)).toEqual([mac])
    expect(await server.store.find(mac)).toMatchObject({ polls: 3, reported: { version: '1.01' } })
  })

  it('is one device, too, when it polled for weeks before its first update', async () => {
    const server = await fleetUnderTest()
    for (let poll = 0; poll < 3; poll += 1) {
      await server.poll({ version: '1.00' })
      await server.fleet.flush()
      server.pass(60_000)
    }
    const firstSeenAt = (await server.store.find('address:10.0.0.1'))?.firstSeenAt
    await server.change(publishSample('1.01'))
    await server.poll({ version: '1.00' })
    await server.poll({ ...updater, mac })
    expect(await ids(server)).toEqual([mac])
    expect(await server.store.find(mac)).toMatchObject({ polls: 5, firstSeenAt, aliases: [] })
  })

  it('is shown by its address where several devices share that', async () => {
    const server = await fleetUnderTest()
    await server.poll({ ...updater, mac })
    await server.poll({ ...updater, mac: other })
    await server.poll({ version: '1.00' })
    expect(await ids(server)).toEqual([mac, other, 'address:10.0.0.1'])
  })

  it('is not taken for the device at its address when it says something else than that', async () => {
    const server = await fleetUnderTest()
    await server.poll({ ...updater, mac })
    expect(identified(server, { version: '1.00' })).toEqual([mac, 'address'])
    expect(identified(server, { version: '3.14' })).toEqual(['address:10.0.0.1', 'address'])
    expect(identified(server, { version: null })).toEqual(['address:10.0.0.1', 'address'])
  })

  it('is not taken for a device that moved on, or was not heard for days', async () => {
    const server = await fleetUnderTest()
    await server.poll({ ...updater, mac })
    await server.poll({ ...updater, mac, address: '10.0.0.2' })
    expect(identified(server, {})).toEqual(['address:10.0.0.1', 'address'])
    expect(identified(server, { address: '10.0.0.2' })).toEqual([mac, 'address'])
    server.pass(3 * 24 * 60 * 60 * 1000)
    expect(identified(server, { address: '10.0.0.2' })).toEqual(['address:10.0.0.2', 'address'])
  })

  it('keeps its address over a restart of the server', async () => {
    const server = await fleetUnderTest()
    await server.poll({ ...updater, mac })
    await server.fleet.flush()
    await server.restart()
    expect(identified(server, { version: '1.00' })).toEqual([mac, 'address'])
  })
})
