import { describe, expect, it } from 'vitest'
import { fleetUnderTest } from '../../test/fleetUnderTest.ts'
import { publishSample } from '../../test/sampleRegistry.ts'
import type { FleetStore } from './store.ts'

const mac = '24:6F:28:00:00:01'
const updater = { mac, client: 'esp32-updater' } as const

/** A store of which calls are noted, and which fails while it is told to. */
function watched() {
  const calls: string[] = []
  const failing = { now: false }
  const wrap = (store: FleetStore): FleetStore =>
    new Proxy(store, {
      get:
        (target, name: keyof FleetStore) =>
        async (...args: unknown[]) => {
          calls.push(name)
          if (failing.now) throw new Error('the disk is gone')
          return (target[name] as (...args: unknown[]) => unknown)(...args)
        },
    })
  return { calls, failing, store: wrap }
}

describe('what polls leave behind', () => {
  it('is kept: who polled, what it said, where it stands, and how often it polls', async () => {
    const server = await fleetUnderTest()
    await server.change(publishSample('1.00'))
    for (let poll = 0; poll < 3; poll += 1) {
      await server.poll({ ...updater, version: '1.00', channel: 'stable', address: '10.0.0.8' })
      await server.fleet.flush()
      server.pass(60_000)
    }
    expect(await server.store.find(mac)).toMatchObject({
      identity: 'mac',
      reported: { version: '1.00', channel: 'stable', address: '10.0.0.8' },
      standing: { state: 'up-to-date', target: '1.00', runs: null },
      firstSeenAt: server.wall - 180_000,
      lastSeenAt: server.wall - 60_000,
      polls: 3,
      interval: 60_000,
    })
  })

  it('is little when nothing changed: a poll like the one before is only counted', async () => {
    const { calls, store } = watched()
    const server = await fleetUnderTest({ store })
    await server.change(publishSample('1.00'))
    await server.poll({ ...updater, version: '1.00' })
    await server.fleet.flush()
    calls.length = 0
    await server.poll({ ...updater, version: '1.00' })
    await server.fleet.flush()
    expect(calls).toEqual(['seen'])
    await server.restart()
    calls.length = 0
    await server.poll({ ...updater, version: '1.00' })
    await server.fleet.flush()
    expect(calls).toEqual(['seen'])
  })

  it('is told in the device’s history: when it came, and when it ran something else', async () => {
    const server = await fleetUnderTest()
    await server.poll({ ...updater, version: '1.00' })
    await server.poll({ ...updater, version: '1.00' })
    await server.poll({ ...updater, version: '2.00' })
    await server.fleet.flush()
    const { row = 0 } = (await server.store.find(mac)) ?? {}
    const events = await server.store.events(row, null, 10)
    expect(events.map(({ detail }) => detail)).toEqual([
      { kind: 'runs', from: '1.00', to: '2.00', proven: false },
      { kind: 'first-seen', version: '1.00', address: '10.0.0.1' },
    ])
  })

  it('waits while the database fails, which is not said again and again, and is written when it works again', async () => {
    const { failing, store } = watched()
    const server = await fleetUnderTest({ store })
    await server.poll({ ...updater, version: '1.00' })
    await server.fleet.flush()
    failing.now = true
    for (const version of ['1.00', '2.00', '3.00']) {
      await server.poll({ ...updater, version })
      await server.poll({ id: `met at ${version}`, version })
      await server.fleet.flush()
    }
    expect(server.logged.length).toBe(new Set(server.logged).size)
    failing.now = false
    await server.fleet.flush()
    expect(await server.store.find(mac)).toMatchObject({ polls: 4, reported: { version: '3.00' } })
    expect(await server.store.find('met at 2.00')).toMatchObject({ polls: 1 })
    const { row = 0 } = (await server.store.find(mac)) ?? {}
    expect(await server.store.events(row, null, 10)).toHaveLength(3)
    expect(server.logged.at(-1)).toContain('again')
  })

  it('is told to pages once a second at most, and more seldom when devices only polled', async () => {
    const server = await fleetUnderTest()
    const turn = async (ms: number) => {
      server.pass(ms)
      await server.fleet.turn()
      return server.hints.splice(0)
    }
    expect(await turn(0)).toEqual([])
    await server.poll({ ...updater, version: '1.00' })
    expect(await turn(500)).toEqual(['devices'])
    await server.poll({ ...updater, version: '2.00' })
    expect([await turn(400), await turn(700)]).toEqual([[], ['devices']])
    await server.poll({ ...updater, version: '2.00' })
    expect([await turn(1_500), await turn(4_000), await turn(9_000)]).toEqual([[], ['devices'], []])
  })

  it('is sampled every five minutes, when what devices run has changed', async () => {
    const server = await fleetUnderTest()
    await server.poll({ ...updater, version: '1.00' })
    const samples = async (ms: number) => {
      server.pass(ms)
      await server.fleet.turn()
      return (await server.store.samples('default', 0, 400)).length
    }
    expect(await samples(0)).toBe(1)
    await server.poll({ ...updater, version: '2.00' })
    expect([await samples(60_000), await samples(240_000), await samples(300_000)]).toEqual([1, 2, 2])
  })
})

describe('where devices stand', () => {
  it('follows a change of the registry, for devices of changed products only', async () => {
    const { calls, store } = watched()
    const server = await fleetUnderTest({ store })
    await server.change(publishSample('1.00'))
    await server.poll({ ...updater, version: '1.00' })
    await server.poll({ id: 'lamp', product: 'lamp', version: '1.00' })
    await server.fleet.flush()
    calls.length = 0
    await server.change(publishSample('1.01'))
    expect(await server.store.find(mac)).toMatchObject({ standing: { state: 'behind', target: '1.01' } })
    expect(calls.filter((name) => name === 'stand')).toHaveLength(1)
    await server.poll({ ...updater, version: '1.00', client: 'plain' })
    expect(await server.store.find('lamp')).toMatchObject({ standing: { state: 'unserved' } })
  })

  it('follows a change that was made while no server ran', async () => {
    const server = await fleetUnderTest()
    await server.change(publishSample('1.00'))
    await server.poll({ ...updater, version: '1.00' })
    await server.fleet.flush()
    const { fleet } = server
    server.fleet = { ...fleet, restand: async () => {} }
    await server.change(publishSample('1.01'))
    await server.restart()
    expect(await server.store.find(mac)).toMatchObject({ standing: { state: 'behind', target: '1.01' } })
  })

  it('follows what an operator assigns, and so does the next poll', async () => {
    const server = await fleetUnderTest()
    await server.change(publishSample('1.00'))
    await server.change(publishSample('1.01'))
    await server.poll({ ...updater, version: '1.01' })
    await server.fleet.flush()
    await server.store.patch(mac, { pin: '1.00' }, 'admin', server.wall)
    await server.fleet.refresh()
    expect(await server.store.find(mac)).toMatchObject({
      standing: { state: 'behind', reason: { code: 'pinned' } },
    })
    expect((await server.poll({ ...updater, version: '1.01' })).verdict).toMatchObject({ version: '1.00' })
  })

  it('is known no more of a device that was forgotten, which may come again as a new one', async () => {
    const server = await fleetUnderTest()
    await server.poll({ ...updater, version: '1.00' })
    await server.fleet.flush()
    await server.store.patch(mac, { hold: true }, 'admin', server.wall)
    await server.fleet.refresh()
    await server.store.forget({ ids: [mac] })
    await server.fleet.refresh()
    expect(server.fleet.summary()).toMatchObject({ devices: 0, running: [] })
    const { caller } = (await server.poll({ ...updater, version: '1.00' })).poll
    await server.fleet.flush()
    expect(server.fleet.memoryOf(caller, 'default').hold).toBe(false)
    expect(await server.store.find(mac)).toMatchObject({ polls: 1, assigned: { hold: false } })
  })

  it('remembers the board and chip of what a device was proven to run', async () => {
    const server = await fleetUnderTest()
    await server.change(publishSample('1.00'))
    const build = server.registry.products.default?.releases['1.00']?.builds.default
    const { runningSha256 = null } = build ?? {}
    const { caller } = (await server.poll({ ...updater, version: '1.00', runningSha256 })).poll
    await server.poll({ ...updater, version: '1.00' })
    const known = { board: 'default', chip: 'ESP32' }
    expect(server.fleet.memoryOf(caller, 'default')).toMatchObject(known)
    expect(server.fleet.memoryOf(caller, 'lamp')).toMatchObject({ board: null, chip: 'ESP32' })
    await server.fleet.flush()
    await server.restart()
    expect(server.fleet.memoryOf(caller, 'default')).toMatchObject(known)
  })
})
