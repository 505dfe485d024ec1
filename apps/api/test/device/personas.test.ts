import { setMinFrom } from '@cyberdeck-ota/core'
import { makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { expect, test } from 'vitest'
import { startDeviceApi } from '../deviceServer.ts'
import {
  boardAt,
  boardOnFlakyLink,
  devicesOf,
  downloadsOver,
  fatesBecome,
  fatesOf,
  latestOf,
  pollOf,
} from './board.ts'

const minute = 60_000
const hour = 60 * minute
const firmware = (version: string, chip = 'ESP32') =>
  makeFirmware({ version, chip, project: 'thermo', size: 40_000 })

/** A server whose `stable` points at the last of these. */
async function serverWith(...versions: string[]) {
  const server = await startDeviceApi()
  for (const version of versions) await server.publish({ version, image: firmware(version) })
  return server
}

test('an updater with a MAC is updated once, and its digest proves that it runs the update', async () => {
  const server = await serverWith('1.02')
  const board = boardAt(server, { seed: 1 })
  expect(await pollOf(server, board)).toBe('updated')
  expect(await fatesOf(server, board.mac)).toEqual(['1.02 delivered by bytes'])
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect(await fatesOf(server, board.mac)).toEqual(['1.02 confirmed by digest'])
  expect(await devicesOf(server)).toMatchObject([
    {
      id: board.mac,
      identity: 'mac',
      polls: 2,
      standing: { state: 'up-to-date', runs: '1.02', chip: 'ESP32' },
      reported: { version: '1.02', flashSize: 4 * 1024 * 1024, sdk: 'v5.3.2', address: '127.0.0.1' },
    },
  ])
})

test('the seed’s sketch, which asks twice, is one device with one attempt', async () => {
  const server = await serverWith('1.02')
  const board = boardAt(server, { seed: 2, sketch: 'seed' })
  expect(await pollOf(server, board)).toBe('updated')
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect((await devicesOf(server)).map(({ id }) => id)).toEqual([board.mac])
  expect(await fatesOf(server, board.mac)).toEqual(['1.02 confirmed by version'])
  // The second turn was a plain GET alone, known for the board's by its address.
  expect(latestOf(server)).toMatchObject({ client: 'plain', device: board.mac, verdict: 'up-to-date' })
})

test('esp_https_ota in ranges that names its device makes one attempt', async () => {
  const server = await startDeviceApi()
  const { sha256 } = await server.publish({ version: '1.02', image: firmware('1.02') })
  const path = `/ota/builds/${sha256}.bin?device=green-house`
  const board = boardAt(server, { sketch: 'idf', idf: { rangeBytes: 9_000 }, path: () => path })
  expect(await pollOf(server, board)).toBe('updated')
  await fatesBecome(server, 'green-house', ['1.02 delivered by bytes'])
})

test('esp_https_ota that resumes after a cut goes on with its attempt', async () => {
  const server = await startDeviceApi()
  const image = makeFirmware({ version: '1.02', size: 400_000 })
  const { sha256 } = await server.publish({ version: '1.02', image })
  const path = `/ota/builds/${sha256}.bin?device=green-house`
  const flaky = { sketch: 'idf' as const, idf: { resume: true }, path: () => path }
  const board = boardOnFlakyLink(server, 1, flaky)
  expect(await pollOf(server, board)).toBe('aborted')
  expect(await pollOf(server, board)).toBe('updated')
  await fatesBecome(server, 'green-house', ['1.02 delivered by bytes'])
})

test('boards behind one address that say nothing of themselves are one weak device without attempts', async () => {
  const server = await serverWith('1.02')
  for (const seed of [1, 2, 3]) {
    const board = boardAt(server, { seed, sketch: 'idf' })
    expect(await pollOf(server, board)).toBe('updated')
    expect(await pollOf(server, board)).toBe('failed')
  }
  expect(await devicesOf(server)).toMatchObject([{ id: 'address:127.0.0.1', identity: 'address', polls: 6 }])
  expect(await fatesOf(server, 'address:127.0.0.1')).toEqual([])
})

test('a board on the server’s own network that says nothing of itself is known by its network card', async () => {
  const mac = '24:6F:28:00:00:01'
  const server = await startDeviceApi({ neighbours: { macOf: () => mac } })
  await server.publish({ version: '1.02', image: firmware('1.02') })
  expect(await pollOf(server, boardAt(server, { mac, sketch: 'idf' }))).toBe('updated')
  expect(await devicesOf(server)).toMatchObject([{ id: mac, identity: 'neighbour', polls: 1 }])
  expect(await pollOf(server, boardAt(server, { mac, version: '1.01' }))).toBe('updated')
  expect(await devicesOf(server)).toMatchObject([{ id: mac, identity: 'mac', polls: 2 }])
})

test('a plain GET from an address that several boards use is nobody’s in particular', async () => {
  const server = await serverWith('1.02')
  const boards = [1, 2].map((seed) => boardAt(server, { seed }))
  for (const board of boards) await pollOf(server, board)
  await pollOf(server, boardAt(server, { seed: 3, sketch: 'idf' }))
  expect(latestOf(server)).toMatchObject({ device: 'address:127.0.0.1' })
  expect((await devicesOf(server)).map(({ identity }) => identity)).toEqual(['mac', 'mac', 'address'])
})

test('a board that crashes on the update is tried again ever later, and in the end not at all', async () => {
  const server = await serverWith('1.02')
  const board = boardAt(server, { seed: 4, crashes: ({ version }) => version === '1.02' })
  const waits = [0, 0, 15 * minute, hour, 6 * hour]
  for (const wait of waits) {
    if (wait > 0) {
      expect(await pollOf(server, board)).toBe('up-to-date')
      expect(latestOf(server)).toMatchObject({ verdict: 'hold', reason: { code: 'quarantined' } })
    }
    server.clock.now += wait
    expect(await pollOf(server, board)).toBe('reverted')
  }
  server.clock.now += 365 * 24 * hour
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect(latestOf(server)).toMatchObject({
    status: 304,
    reason: { code: 'quarantined', target: '1.02', attempts: 5, until: null },
  })
  expect(await fatesOf(server, board.mac)).toEqual(Array(5).fill('1.02 reverted by unknown-digest'))

  await server.publish({ version: '1.03', image: firmware('1.03') })
  expect(await pollOf(server, board)).toBe('updated')
})

test('a board on a flaky link aborts, and is confirmed when it got through', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.02', image: makeFirmware({ version: '1.02', size: 400_000 }) })
  const board = boardOnFlakyLink(server, 2, { seed: 5 })
  expect(await pollOf(server, board)).toBe('aborted')
  expect(await pollOf(server, board)).toBe('aborted')
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect(latestOf(server)).toMatchObject({ reason: { code: 'quarantined', attempts: 2 } })
  server.clock.now += 15 * minute
  expect(await pollOf(server, board)).toBe('updated')
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect(await fatesOf(server, board.mac)).toEqual([
    '1.02 aborted by cut',
    '1.02 aborted by cut',
    '1.02 confirmed by digest',
  ])
})

test('a board whose label was never raised is up to date by its digest, and confirmed', async () => {
  const server = await serverWith('1.02')
  const board = boardAt(server, { seed: 6, label: '1.00' })
  expect(await pollOf(server, board)).toBe('updated')
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect(latestOf(server)).toMatchObject({ version: '1.00', runs: '1.02', reason: { code: 'digest-match' } })
  expect(await fatesOf(server, board.mac)).toEqual(['1.02 confirmed by digest'])
})

test('a board passes over the stepping stone to its target', async () => {
  const server = await serverWith('1.50', '2.00')
  await server.registry.change(setMinFrom({ product: 'default', version: '2.00', minFrom: '1.50' }), 'test')
  const board = boardAt(server, { seed: 7 })
  expect(await pollOf(server, board)).toBe('updated')
  expect([board.label, latestOf(server)?.reason]).toEqual([
    '1.50',
    { code: 'stepping-stone', running: '1.00', target: '1.50', beyond: '2.00' },
  ])
  expect(await pollOf(server, board)).toBe('updated')
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect(board.label).toBe('2.00')
  expect(await fatesOf(server, board.mac)).toEqual(['1.50 confirmed by digest', '2.00 confirmed by digest'])
})

test('a pinned board goes back to its pin, and a held one gets nothing', async () => {
  const server = await serverWith('1.01', '1.02')
  const board = boardAt(server, { seed: 8 })
  const assign = async (patch: { pin?: string | null; hold?: boolean }) => {
    await server.fleet.flush()
    await server.devices.patch(board.mac, patch, 'test', server.clock.now)
    await server.fleet.refresh()
  }
  expect(await pollOf(server, board)).toBe('updated')
  expect(await pollOf(server, board)).toBe('up-to-date')
  await assign({ pin: '1.01' })
  expect(await pollOf(server, board)).toBe('updated')
  expect([board.label, latestOf(server)?.reason.code]).toEqual(['1.01', 'pinned'])
  await assign({ pin: null, hold: true })
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect(latestOf(server)).toMatchObject({ verdict: 'hold', reason: { code: 'held' }, status: 304 })
  await assign({ hold: false })
  expect(await pollOf(server, board)).toBe('updated')
  expect(board.label).toBe('1.02')
})

test('a channel is that of the URL, and that of the operator goes before', async () => {
  const server = await serverWith('1.02')
  await server.publish({ version: '1.03', image: firmware('1.03'), publish: 'beta' })
  await server.publish({ version: '1.04', image: firmware('1.04'), publish: 'canary' })
  const board = boardAt(server, { seed: 9, path: (label) => `/ota/channel/beta?version=${label}` })
  expect(await pollOf(server, board)).toBe('updated')
  expect(board.label).toBe('1.03')
  await server.fleet.flush()
  await server.devices.patch(board.mac, { channel: 'canary' }, 'test', server.clock.now)
  await server.fleet.refresh()
  expect(await pollOf(server, board)).toBe('updated')
  expect(board.label).toBe('1.04')
})

test('a board’s hardware is learned from what it once ran, and counts when nothing else tells', async () => {
  const server = await startDeviceApi()
  const publish = (version: string) =>
    Promise.all(
      ['ESP32', 'ESP32-S3'].map((chip) =>
        server.publish({
          version,
          product: 'lamp',
          board: chip === 'ESP32' ? 'one' : 'two',
          image: firmware(version, chip),
        }),
      ),
    )
  const [one] = await publish('1.01')
  await publish('1.02')
  const board = boardAt(server, {
    seed: 10,
    image: firmware('1.01'),
    version: '1.01',
    path: (label) => `/ota?product=lamp&version=${label}`,
  })
  expect(one?.runningSha256).toBe(board.running?.sha256)
  expect(await pollOf(server, board)).toBe('updated')
  expect(latestOf(server)).toMatchObject({ board: 'one' })

  // Somebody flashes it by cable with something that nobody knows.
  const reflashed = boardAt(server, {
    mac: board.mac,
    version: '1.00',
    path: () => '/ota?product=lamp&version=1.00',
  })
  expect(await pollOf(server, reflashed)).toBe('updated')
  expect(latestOf(server)).toMatchObject({ board: 'one', runs: null, verdict: 'update' })
})

test('a build for another chip is never offered', async () => {
  const server = await startDeviceApi()
  await server.publish({ version: '1.01', product: 'lamp', image: firmware('1.01', 'ESP32-S3') })
  await server.publish({ version: '1.02', product: 'fan', image: firmware('1.02') })
  const board = boardAt(server, {
    seed: 11,
    chip: 'ESP32-S3',
    image: firmware('1.01', 'ESP32-S3'),
    path: () => '/ota?product=fan&version=1.00',
  })
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect(latestOf(server)).toMatchObject({
    reason: { code: 'wrong-chip', target: '1.02', chip: 'ESP32', runs: 'ESP32-S3' },
  })
})

test('a board that is switched off in the middle of everything is never left without an answer', async () => {
  const server = await serverWith('1.02')
  const board = boardAt(server, { seed: 12 })
  const poll = board.poll()
  await board.powerCycle()
  await poll
  await downloadsOver(server)
  expect(await pollOf(server, board)).toBe('updated')
  expect(await pollOf(server, board)).toBe('up-to-date')
  expect((await fatesOf(server, board.mac)).at(-1)).toBe('1.02 confirmed by digest')
})
