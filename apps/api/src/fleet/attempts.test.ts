import { describe, expect, it } from 'vitest'
import { type FleetUnderTest, fleetUnderTest } from '../../test/fleetUnderTest.ts'
import { publishSample } from '../../test/sampleRegistry.ts'
import type { FleetStore } from './store.ts'

const mac = '24:6F:28:00:00:01'
const minute = 60_000
const hour = 60 * minute
const old = { mac, client: 'esp32-updater', version: '1.00' } as const

const published = async (options: Parameters<typeof fleetUnderTest>[0] = {}) => {
  const server = await fleetUnderTest(options)
  await server.change(publishSample('1.00'))
  await server.change(publishSample('1.01'))
  return server
}
const digestOf = ({ registry }: FleetUnderTest, version: string) =>
  registry.products.default?.releases[version]?.builds.default?.runningSha256 ?? null
const deviceOf = async ({ store }: FleetUnderTest) => {
  const kept = await store.find(mac)
  if (kept === null) throw new Error('the device is not kept')
  return kept
}
/** The latest attempt, once what is known of it is written. */
const latestOf = async (server: FleetUnderTest) => {
  await server.fleet.turn()
  return server.store.latestAttempt((await deviceOf(server)).row)
}

describe('an attempt', () => {
  it('is kept before it can be begun, and the device is shown to be updating', async () => {
    const server = await published()
    const { handle } = await server.poll(old)
    const { row } = (await server.store.find(mac)) ?? { row: 0 }
    expect(handle).not.toBeNull()
    expect(await server.store.latestAttempt(row)).toMatchObject({ state: 'offered', version: '1.01' })
    await server.fleet.turn()
    expect(await deviceOf(server)).toMatchObject({ standing: { state: 'updating' }, polls: 1 })
  })

  it('goes the whole way to confirmed, with an event for each step', async () => {
    const server = await published()
    const { handle } = await server.poll(old)
    handle?.downloading(100, false)
    handle?.downloading(200, false)
    expect(await latestOf(server)).toMatchObject({ state: 'downloading', acknowledged: 200 })
    handle?.delivered(false)
    server.pass(minute)
    await server.poll({ ...old, version: '1.01', runningSha256: digestOf(server, '1.01') })
    expect(await latestOf(server)).toMatchObject({ state: 'confirmed', evidence: { code: 'digest' } })
    const { row, standing } = await deviceOf(server)
    expect(standing).toMatchObject({ state: 'up-to-date', runs: '1.01' })
    const events = await server.store.events(row, null, 20)
    const states = events.flatMap(({ detail }) => (detail.kind === 'attempt' ? [detail.state] : []))
    expect(states).toEqual(['confirmed', 'delivered', 'downloading', 'offered'])
  })

  it('that was cut off is over, and the next poll opens another one', async () => {
    const server = await published()
    const { handle } = await server.poll(old)
    handle?.downloading(100, false)
    handle?.cut(150)
    expect(await latestOf(server)).toMatchObject({ state: 'aborted', acknowledged: 150 })
    expect(await deviceOf(server)).toMatchObject({ standing: { state: 'failed' } })
    const again = await server.poll(old)
    handle?.delivered(false)
    expect(again.handle).not.toBeNull()
    expect(await latestOf(server)).toMatchObject({ state: 'offered' })
  })

  it('is given up when its device asks again in the middle of it', async () => {
    const server = await published()
    const first = await server.poll(old)
    first.handle?.downloading(100, false)
    const second = await server.poll(old)
    expect(second.handle).not.toBeNull()
    const attempts = await server.store.attempts((await deviceOf(server)).row, 10)
    expect(attempts.map(({ state }) => state)).toEqual(['offered', 'aborted'])
    expect(attempts[1]?.evidence).toEqual({ code: 'asked-again' })
  })

  it('is never opened for a device that only its address tells', async () => {
    const server = await published()
    const { poll, verdict } = await server.poll({ version: '1.00', client: 'esp32-updater' })
    if (verdict.kind !== 'update') throw new Error('it is an update')
    expect(await server.fleet.open(poll, verdict, server.registry, server.wall)).toBeNull()
  })

  it('is not opened on a registry that has moved on', async () => {
    const server = await published()
    const before = server.registry
    const { poll, verdict } = await server.poll({ ...old, client: 'plain' })
    await server.change(publishSample('1.02'))
    if (verdict.kind !== 'update') throw new Error('it is an update')
    expect(await server.fleet.open(poll, verdict, before, server.wall)).toBeNull()
    expect(await latestOf(server)).toBeNull()
  })

  it('of two that a device asks for at once is one after the other', async () => {
    const server = await published()
    const both = await Promise.all([server.poll(old), server.poll(old)])
    expect(both.filter(({ handle }) => handle !== null).length).toBeGreaterThan(0)
    const attempts = await server.store.attempts((await deviceOf(server)).row, 10)
    expect(attempts.filter(({ state }) => state === 'offered')).toHaveLength(1)
  })

  it('that the database records too late is not begun, and held against nobody', async () => {
    let release = () => {}
    const late = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = (store: FleetStore): FleetStore => ({
      ...store,
      open: async (...args) => {
        await late
        return store.open(...args)
      },
    })
    const server = await published({ store: slow })
    const { handle, verdict } = await server.poll(old)
    expect([handle, verdict.kind]).toEqual([null, 'hold'])
    release()
    await expect.poll(async () => (await latestOf(server))?.state).toBe('aborted')
    const { row } = await deviceOf(server)
    expect(await server.store.quarantines(row)).toEqual([])
  })

  it('that cannot be recorded leaves the device as it is', async () => {
    const failing = (store: FleetStore): FleetStore => ({
      ...store,
      open: async () => {
        throw new Error('the disk is gone')
      },
    })
    const server = await published({ store: failing })
    expect((await server.poll(old)).handle).toBeNull()
    expect(server.logged).toHaveLength(1)
  })
})

describe('a build that fails on a device', () => {
  /** Receives the image, and comes back with what it ran before. */
  const fail = async (server: FleetUnderTest) => {
    const { handle } = await server.poll({ ...old, runningSha256: digestOf(server, '1.00') })
    handle?.delivered(false)
    server.pass(minute)
    return handle !== null
  }

  it('is offered after longer and longer waits, then not until somebody lifts it', async () => {
    const server = await published()
    await fail(server)
    await fail(server)
    for (const wait of [15 * minute, hour, 6 * hour]) {
      // Shows the failure.
      expect(await fail(server)).toBe(false)
      server.pass(wait - 2 * minute)
      expect(await fail(server)).toBe(false)
      expect(await fail(server)).toBe(true)
    }
    expect(await fail(server)).toBe(false)
    server.pass(30 * 24 * hour)
    expect(await fail(server)).toBe(false)
    await server.fleet.turn()
    const { row, standing } = await deviceOf(server)
    expect(standing).toMatchObject({ state: 'failed', reason: { code: 'quarantined', until: null } })
    await server.store.assign({ ids: [mac] }, { do: 'lift' }, 'admin', server.wall)
    await server.fleet.refresh()
    expect(await server.store.quarantines(row)).toEqual([])
    expect(await fail(server)).toBe(true)
  })

  it('is held back from the very poll that shows the failure, and after a restart as well', async () => {
    const server = await published()
    await fail(server)
    await fail(server)
    // The second failure shows now, and asks for a quarter of an hour.
    expect((await server.poll({ ...old, runningSha256: digestOf(server, '1.00') })).verdict).toMatchObject({
      kind: 'hold',
      reason: { code: 'quarantined', attempts: 2 },
    })
    await server.fleet.turn()
    await server.restart()
    expect((await server.poll(old)).verdict).toMatchObject({ reason: { code: 'quarantined' } })
  })

  it('is forgiven the network’s failures once the device runs it', async () => {
    const server = await published()
    for (let round = 0; round < 2; round += 1) (await server.poll(old)).handle?.cut(100)
    server.pass(hour)
    ;(await server.poll(old)).handle?.delivered(false)
    const { row } = await deviceOf(server)
    await server.fleet.turn()
    expect(await server.store.quarantines(row)).toMatchObject([{ aborted: 2, failed: 0 }])
    await server.poll({ ...old, version: '1.01', runningSha256: digestOf(server, '1.01') })
    expect(await latestOf(server)).toMatchObject({ state: 'confirmed' })
    expect(await server.store.quarantines(row)).toEqual([])
  })
})

describe('silence', () => {
  const delivered = async () => {
    const server = await published()
    // Learns that it polls every minute.
    for (let poll = 0; poll < 5; poll += 1) {
      await server.poll({ mac, version: '1.00' })
      server.pass(minute)
    }
    const { handle } = await server.poll(old)
    handle?.delivered(false)
    return server
  }
  const stateAfter = async (server: FleetUnderTest, ms: number) => {
    server.pass(ms)
    return (await latestOf(server))?.state
  }

  it('after a delivery is a loss once it is longer than the device’s rhythm allows, and a late check-in corrects it', async () => {
    const server = await delivered()
    expect(await stateAfter(server, 9 * minute)).toBe('delivered')
    expect(await stateAfter(server, 2 * minute)).toBe('lost')
    await server.poll({ ...old, version: '1.01' })
    expect(await stateAfter(server, 0)).toBe('confirmed')
  })

  it('is none when only the clock was set', async () => {
    const server = await delivered()
    server.wall += 1_000 * hour
    expect(await stateAfter(server, minute)).toBe('delivered')
    server.wall -= 2_000 * hour
    expect(await stateAfter(server, minute)).toBe('delivered')
  })

  it('begins anew with the server, which heard nobody while it did not run', async () => {
    const server = await delivered()
    expect(await stateAfter(server, 9 * minute)).toBe('delivered')
    await server.restart()
    expect(await stateAfter(server, 9 * minute)).toBe('delivered')
    expect(await stateAfter(server, 2 * minute)).toBe('lost')
  })
})

describe('a server that was killed', () => {
  it('takes back what it was sending, which is no failure', async () => {
    const server = await published()
    const { handle } = await server.poll(old)
    handle?.downloading(100, false)
    await server.restart()
    expect(await latestOf(server)).toMatchObject({ state: 'aborted', evidence: { code: 'server-stopped' } })
    expect(await server.store.quarantines((await deviceOf(server)).row)).toEqual([])
  })

  it('takes it back before the first poll, which a device may send in the same moment', async () => {
    const server = await published()
    const { handle } = await server.poll(old)
    handle?.downloading(100, false)
    await server.fleet.turn()
    await server.restart()
    await server.poll(old)
    const { row } = await deviceOf(server)
    await server.fleet.turn()
    expect((await server.store.attempts(row, 9))[1]?.evidence).toEqual({ code: 'server-stopped' })
    expect(await server.store.quarantines(row)).toEqual([])
  })

  it('confirms by its label a device that got the rest of its image unseen', async () => {
    const server = await published()
    const { handle } = await server.poll(old)
    handle?.downloading(100, false)
    await server.fleet.turn()
    await server.restart()
    await server.fleet.turn()
    await server.poll({ ...old, version: '1.01' })
    await expect.poll(async () => (await latestOf(server))?.state).toBe('confirmed')
  })

  it('confirms after its restart what had been delivered before', async () => {
    const server = await published()
    const { handle } = await server.poll(old)
    handle?.delivered(false)
    await server.fleet.turn()
    await server.restart()
    await server.poll({ ...old, version: '1.01' })
    expect(await latestOf(server)).toMatchObject({ state: 'confirmed' })
  })

  it('notices that a device fell back from what it had been confirmed to run', async () => {
    const server = await published()
    const before = { ...old, runningSha256: digestOf(server, '1.00') }
    const { handle } = await server.poll(before)
    handle?.delivered(false)
    await server.poll({ ...old, version: '1.01', runningSha256: digestOf(server, '1.01') })
    await server.fleet.turn()
    await server.restart()
    await server.poll({ ...before, client: 'plain' })
    await expect.poll(async () => (await latestOf(server))?.state).toBe('reverted')
  })
})

describe('two servers on one database', () => {
  /** Two fleets on one store; the first is the one that `server` began with. */
  const two = async () => {
    const server = await published({ replicas: true })
    const first = server.fleet
    await server.poll(old)
    await server.fleet.turn()
    await server.restart()
    return { server, first, second: server.fleet }
  }

  it('leave each other’s downloads alone, and keep one attempt open', async () => {
    const { server } = await two()
    expect(await latestOf(server)).toMatchObject({ state: 'offered' })
    await server.poll(old)
    const attempts = await server.store.attempts((await deviceOf(server)).row, 10)
    expect(attempts.map(({ state }) => state)).toEqual(['offered', 'aborted'])
  })

  it('give up a download that nobody can still be sending', async () => {
    const { server } = await two()
    server.pass(2 * hour)
    expect(await latestOf(server)).toMatchObject({ state: 'aborted', evidence: { code: 'server-stopped' } })
  })

  it('see an attempt of the other that was opened meanwhile, and what came of it', async () => {
    const { server, first, second } = await two()
    const { handle } = await server.poll(old)
    handle?.delivered(false)
    await second.turn()
    server.fleet = first
    // Did not hear of the second’s attempt, and is told so by the store.
    const again = await server.poll({ ...old, runningSha256: digestOf(server, '1.00') })
    expect(again.handle).not.toBeNull()
    const attempts = await server.store.attempts((await deviceOf(server)).row, 10)
    expect(attempts.map(({ state }) => state)).toEqual(['offered', 'reverted', 'aborted'])
    again.handle?.delivered(false)
    await first.turn()
    server.fleet = second
    await server.poll({ ...old, version: '1.01', runningSha256: digestOf(server, '1.01') })
    await expect.poll(async () => (await latestOf(server))?.state).toBe('confirmed')
  })

  it('believe a device silent only when neither has heard it', async () => {
    const { server, first, second } = await two()
    for (const fleet of [first, second]) {
      server.fleet = fleet
      for (let poll = 0; poll < 4; poll += 1) {
        await server.poll({ mac, version: '1.00' })
        server.pass(minute)
      }
      await fleet.turn()
    }
    const { handle } = await server.poll(old)
    handle?.delivered(false)
    await second.turn()
    server.fleet = first
    for (let poll = 0; poll < 12; poll += 1) {
      server.pass(minute)
      await server.poll({ mac, version: null })
      await first.turn()
    }
    await second.turn()
    expect((await server.store.latestAttempt((await deviceOf(server)).row))?.state).toBe('delivered')
    server.pass(20 * minute)
    await second.turn()
    expect((await server.store.latestAttempt((await deviceOf(server)).row))?.state).toBe('lost')
  })

  it('know within a turn what an operator assigned at the other', async () => {
    const { server, first } = await two()
    const { caller } = (await server.poll(old)).poll
    await server.store.patch(mac, { hold: true }, 'admin', server.wall)
    await server.fleet.refresh()
    expect(first.memoryOf(caller, 'default').hold).toBe(false)
    await first.turn()
    expect(first.memoryOf(caller, 'default').hold).toBe(true)
  })
})
