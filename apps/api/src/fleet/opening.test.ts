import { describe, expect, it } from 'vitest'
import { type FleetUnderTest, fleetUnderTest } from '../../test/fleetUnderTest.ts'
import { publishSample } from '../../test/sampleRegistry.ts'
import type { FleetStore } from './store.ts'

const mac = '24:6F:28:00:00:01'
const old = { mac, client: 'esp32-updater', version: '1.00' } as const

const published = async (options: Parameters<typeof fleetUnderTest>[0] = {}) => {
  const server = await fleetUnderTest(options)
  await server.change(publishSample('1.00'))
  await server.change(publishSample('1.01'))
  return server
}

/** The states of a device's attempts, the newest first, once what is known of them is written. */
const statesOf = async ({ fleet, store }: FleetUnderTest) => {
  await fleet.turn()
  const { row } = (await store.find(mac)) ?? { row: 0 }
  return (await store.attempts(row, 9)).map(({ state }) => state)
}

/** A server whose store opens attempts once it is let, and how often it was asked to. */
async function serverThatHangs() {
  let answer = () => {}
  const permission = new Promise<void>((resolve) => {
    answer = resolve
  })
  const calls = { opened: 0 }
  const hanging = (store: FleetStore): FleetStore => ({
    ...store,
    open: async (...args) => {
      calls.opened += 1
      await permission
      return store.open(...args)
    },
  })
  return { server: await published({ store: hanging }), calls, answer }
}

describe('while the store does not answer', () => {
  it('polls do not stand in line for it, so that nothing is opened later for nobody', async () => {
    const { server, calls, answer } = await serverThatHangs()
    const polls = await Promise.all([server.poll(old), server.poll(old), server.poll(old)])
    expect(polls.map(({ verdict }) => verdict.kind)).toEqual(['hold', 'hold', 'hold'])
    const began = performance.now()
    expect((await server.poll(old)).verdict.reason.code).toBe('cannot-record')
    expect(performance.now() - began).toBeLessThan(1_000)
    answer()
    await expect.poll(() => statesOf(server)).toEqual(['aborted'])
    expect(calls.opened).toBe(1)
    expect((await server.poll(old)).handle).not.toBeNull()
  })

  it('a hold that an operator sets meanwhile keeps the image back', async () => {
    const { server, calls, answer } = await serverThatHangs()
    const polled = server.poll(old)
    await expect.poll(() => calls.opened).toBe(1)
    await server.store.patch(mac, { hold: true }, 'admin', server.wall)
    answer()
    expect((await polled).handle).toBeNull()
    expect(await statesOf(server)).toEqual([])
  })
})

describe('a download goes on', () => {
  const sending = async () => {
    const server = await published()
    // The seed's sketch asks without saying who it is, and then its updater does.
    await server.poll({ version: '1.00' })
    await server.fleet.turn()
    const { handle } = await server.poll(old)
    handle?.downloading(100, false)
    await server.fleet.turn()
    return { server, handle }
  }

  it('when an operator names the device that has just been told from its address', async () => {
    const { server, handle } = await sending()
    expect(await server.store.find('address:10.0.0.1')).toBeNull()
    await server.store.patch(mac, { name: 'lamp' }, 'admin', server.wall)
    await server.fleet.refresh()
    expect(await statesOf(server)).toEqual(['downloading'])
    handle?.delivered(false)
    expect(await statesOf(server)).toEqual(['delivered'])
  })

  it('when its device is merged into another, under whose name its end is told', async () => {
    const { server, handle } = await sending()
    await server.poll({ id: 'green-house', version: '1.01', address: '10.0.0.2' })
    await server.fleet.turn()
    expect(await server.store.merge('green-house', mac, 'admin', server.wall)).toBe(true)
    await server.fleet.refresh()
    expect(await statesOf(server)).toEqual(['downloading'])
    handle?.delivered(false)
    expect(await statesOf(server)).toEqual(['delivered'])
  })
})
