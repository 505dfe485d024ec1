import { parseDeviceQuery, setChannel } from '@cyberdeck-ota/core'
import {
  canCallFrom,
  createVirtualFleet,
  type FleetDevice,
  makeFirmware,
  type Persona,
  usualImage,
} from '@cyberdeck-ota/virtual-esp32'
import { expect, test } from 'vitest'
import { type DeviceServer, startDeviceApi } from '../deviceServer.ts'
import { downloadsOver, fatesOf } from './board.ts'

const minute = 60_000
const product = 'lamp'
const boards = [
  { chip: 'ESP32', name: 'devkit' },
  { chip: 'ESP32-S3', name: 's3' },
]
const images = new Map<string, Buffer>()
const firmware = (chip: string, version: string) => {
  const key = `${chip} ${version}`
  const image = images.get(key) ?? makeFirmware({ chip, version, size: usualImage })
  images.set(key, image)
  return image
}
/** Elsewhere nobody could be told from others of his address, so there are none who need that. */
const network = (await canCallFrom('127.77.1.1')) ? '127.77' : null

/** A fleet of every persona, and the releases 1.00, at which `stable` points, and 1.01. */
async function fleetOfAll() {
  const server = await startDeviceApi()
  for (const version of ['1.00', '1.01']) {
    for (const { chip, name } of boards) {
      const publish = version === '1.00' ? 'stable' : 'none'
      await server.publish({ product, version, board: name, image: firmware(chip, version), publish })
    }
  }
  const { devices } = createVirtualFleet({
    serverUrl: `http://127.0.0.1:${server.port}`,
    product,
    devices: 20,
    seed: 7,
    shares: { brick: 0.05, bootLoop: 0.1, flaky: 0.1, wrongLabel: 0.1, nat: 0.15, sleepy: 0.1 },
    boards,
    space: { macPrefix: '02:CD:F0', network },
    version: '1.00',
    olderVersion: '0.99',
    firmware,
    intervalMs: 12_000,
    bytesPerSecond: 3_000_000,
    timing: { peekMs: 10 },
  })
  const of = (persona: Persona) => devices.filter(({ plan }) => plan.persona === persona)
  const update = async () => {
    const target = { product, channel: 'stable', version: '1.01', recall: false }
    const before = server.registry.current
    await server.fleet.restand(before, await server.registry.change(setChannel(target), 'test'))
  }
  return { server, devices, of, update }
}

/** Each that still runs polls once, and two minutes go by. */
async function pollAll(server: DeviceServer, devices: readonly FleetDevice[]): Promise<string[]> {
  const polls = devices.map(async (device) =>
    device.label === null ? 'lost' : (await device.poll()).outcome,
  )
  const outcomes = await Promise.all(polls)
  await downloadsOver(server)
  server.pass(2 * minute)
  return outcomes
}

async function found({ fleet, devices, clock }: DeviceServer, text: string) {
  await fleet.flush()
  const query = parseDeviceQuery(text)
  if ('problem' in query) throw new Error(text)
  const request = { query, sort: 'first-seen' as const, cursor: null, limit: 50 }
  return (await devices.list({ ...request, now: clock.now, upSince: fleet.upSince })).devices
}

const fates = (server: DeviceServer, some: FleetDevice[]) =>
  Promise.all(some.map(({ plan }) => fatesOf(server, plan.mac)))

test('each persona of a fleet ends as it is meant to', async () => {
  const { server, devices, of, update } = await fleetOfAll()
  for (let round = 0; round < 3; round += 1) await pollAll(server, devices)
  expect(await found(server, 'state:up-to-date -is:weak')).toHaveLength(devices.length - of('nat').length)
  await update()
  for (let round = 0; round < 5; round += 1) await pollAll(server, devices)

  const [brick] = of('brick')
  expect(await fates(server, of('brick'))).toEqual([['1.01 delivered by bytes']])
  for (const reverted of await fates(server, of('bootLoop'))) {
    expect(reverted).toEqual(Array(2).fill('1.01 reverted by digest'))
  }
  expect((await found(server, 'is:quarantined')).map(({ id }) => id).toSorted()).toEqual(
    of('bootLoop')
      .map(({ plan }) => plan.mac)
      .toSorted(),
  )
  for (const flaky of await fates(server, of('flaky'))) {
    expect(flaky).toEqual(['1.01 aborted by cut', '1.01 confirmed by digest'])
  }
  for (const labelled of await fates(server, of('wrongLabel'))) {
    expect(labelled).toEqual(['1.01 confirmed by digest'])
  }
  expect(await found(server, 'is:mislabelled state:up-to-date version:1.01')).toHaveLength(
    of('wrongLabel').length,
  )
  for (const healthy of [...(await fates(server, of('healthy'))), ...(await fates(server, of('sleepy')))]) {
    expect(healthy.at(-1)).toMatch(/^1\.01 confirmed by (digest|version)$/)
  }
  if (network) {
    const [weak, ...others] = await found(server, 'is:weak')
    expect(others).toEqual([])
    expect(weak).toMatchObject({ id: 'address:127.77.200.1', polls: 3 * 8 })
    expect(await fatesOf(server, 'address:127.77.200.1')).toEqual([])
  }

  // The others go on, and nobody is missed but the one that is gone; a sleeper polls ten times more seldom.
  for (let round = 0; round < 5; round += 1) {
    await pollAll(
      server,
      devices.filter(({ plan }) => plan.persona !== 'sleepy'),
    )
  }
  await server.fleet.turn()
  expect(await fates(server, of('brick'))).toEqual([['1.01 lost by silence']])
  expect(await found(server, `id:${brick?.plan.mac} state:failed`)).toHaveLength(1)
  expect(devices.filter(({ label }) => label === null)).toEqual([brick])
})

test('a sleeper is never missed while it keeps to its rhythm, and others are', async () => {
  const { server, of, update } = await fleetOfAll()
  const [sleepers, some] = [of('sleepy'), of('brick')]
  for (let round = 0; round < 3; round += 1) await pollAll(server, some)
  const missed = async () => (await found(server, 'is:silent')).map(({ id }) => id)
  for (let sleep = 0; sleep < 4; sleep += 1) {
    await pollAll(server, sleepers)
    if (sleep === 1) await update()
    server.pass(18 * minute)
    expect(await missed()).toEqual(some.map(({ plan }) => plan.mac))
  }
  for (const slept of await fates(server, sleepers)) expect(slept).toEqual(['1.01 confirmed by digest'])
})
