import { makeImage, makeMergedImage } from '@cyberdeck-ota/esp-image'
import { FlashJob, FlashJobList, SerialPortList } from '@cyberdeck-ota/schema'
import {
  bindingOf,
  createVirtualSerialEsp32,
  type SerialChip,
  type VirtualSerialEsp32,
  type VirtualSerialEsp32Options,
} from '@cyberdeck-ota/virtual-esp32/serial'
import { expect, onTestFinished, test, vi } from 'vitest'
import { factoryForm, partitions } from '../../test/factoryFiles.ts'
import {
  type Part,
  type ServerUnderTest,
  send,
  startManagementApi,
  upload,
} from '../../test/managementServer.ts'
import { createCables } from '../serial/cables.ts'
import { NoSerialPorts } from '../serial/loadBinding.ts'

const mac = '24:6F:28:01:02:03'
const waiting = { timeout: 15_000, interval: 10 }

function pluggedIn(chip: SerialChip, options: Partial<VirtualSerialEsp32Options> = {}): VirtualSerialEsp32 {
  const board = createVirtualSerialEsp32({ chip, mac, timing: { bootMs: 1 }, ...options })
  onTestFinished(board.unplug)
  return board
}

/** A server with these boards on it, and a release 1.02 whose boards are called as chips are, in lower case. */
async function startWith(boards: VirtualSerialEsp32[], ...forms: Part[][]) {
  const server = await startManagementApi({ cables: createCables(() => bindingOf(...boards)) })
  for (const form of forms) expect(await upload(server, form)).toMatchObject({ status: 201 })
  return server
}

const order = { port: '/dev/ttyUSB0', product: 'default', version: '1.02', board: 'default' }

async function started(server: ServerUnderTest, more: object = {}): Promise<FlashJob> {
  const { status, body } = await send(server, 'POST', '/flash-jobs', { ...order, ...more })
  expect([status, body]).toEqual([201, FlashJob.parse(body)])
  return body
}

async function jobOf(server: ServerUnderTest, { id }: FlashJob): Promise<FlashJob> {
  return FlashJob.parse((await send(server, 'GET', `/flash-jobs/${id}`)).body)
}

/** The job once it is over. */
async function over(server: ServerUnderTest, job: FlashJob): Promise<FlashJob> {
  await vi.waitFor(async () => expect((await jobOf(server, job)).state).not.toBe('running'), waiting)
  return jobOf(server, job)
}

/** As `factoryForm`, with an app of 96 KiB. */
function largeForm(version: string): Part[] {
  const image = makeImage({ version, size: 0x18000 })
  return factoryForm(version).map((part): Part => (part[0] === 'file' ? ['file', image, 'big.bin'] : part))
}

const chips: [SerialChip, number, 'bridge' | 'native'][] = [
  ['ESP32', 0, 'bridge'],
  ['ESP32-S3', 9, 'native'],
  ['ESP32-C3', 5, 'bridge'],
]

test.each(chips)('a blank %s that is plugged into the server runs the release', async (chip, chipId, usb) => {
  const board = pluggedIn(chip, { usb })
  const server = await startWith([board], factoryForm('1.02', chipId))
  const seen: number[] = []
  server.live.subscribe((event) => {
    const [job] = server.flashJobs.list()
    if (event === 'flash-jobs' && job) seen.push(job.progress.fraction)
  })
  const job = await over(server, await started(server))
  expect(job).toMatchObject({
    state: 'done',
    startedBy: 'environment token',
    phase: 'resetting',
    progress: { fraction: 1 },
    found: { chip, mac, flashSize: 4 * 1024 * 1024 },
    failure: null,
  })
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  await vi.waitFor(() => expect(board.running).toMatchObject({ version: '1.02' }), waiting)
  expect(FlashJobList.parse((await send(server, 'GET', '/flash-jobs')).body).items).toEqual([job])
})

test('a board that runs something gets the app alone, beside the old one, and keeps its settings, unless everything is to be erased', async () => {
  const flash = makeMergedImage({
    partitions,
    apps: { app0: makeImage({ version: '1.00', project: 'thermo' }) },
    selected: 0,
  })
  const settings = Buffer.from('ssid and password')
  flash.set(settings, 0x9000)
  const board = pluggedIn('ESP32', { flash })
  const server = await startWith([board], factoryForm('1.02'))
  const inSettings = () => Buffer.from(board.flash.subarray(0x9000, 0x9000 + settings.length))
  expect(await over(server, await started(server))).toMatchObject({ state: 'done' })
  await vi.waitFor(() => expect(board.running).toMatchObject({ version: '1.02', slot: 'app1' }), waiting)
  expect(inSettings()).toEqual(settings)
  expect(await over(server, await started(server, { eraseAll: true }))).toMatchObject({ state: 'done' })
  await vi.waitFor(() => expect(board.running).toMatchObject({ version: '1.02', slot: 'app0' }), waiting)
  expect(inSettings().every((byte) => byte === 0xff)).toBe(true)
})

test('settings that would not stay are not written over, unless everything is to be erased', async () => {
  const small = [
    { ...partitions[0], label: 'nvs', size: 0x4000 },
    { ...partitions[1], label: 'otadata' },
    { ...partitions[2], label: 'app0', size: 0x1000 },
  ] as typeof partitions
  const board = pluggedIn('ESP32', { flash: makeMergedImage({ partitions: small, apps: {} }) })
  const before = Buffer.from(board.flash)
  const server = await startWith([board], largeForm('1.02'))
  const job = await over(server, await started(server))
  expect(job).toMatchObject({ state: 'failed', failure: { code: 'settings-lost' } })
  expect(job.failure?.sentence).toMatch(/"nvs".*nothing was written.*erase everything/i)
  expect(before.equals(board.flash)).toBe(true)
  expect(await over(server, await started(server, { eraseAll: true }))).toMatchObject({ state: 'done' })
})

test('a job that is cancelled when everything is written is done', async () => {
  const board = pluggedIn('ESP32')
  const server = await startWith([board], factoryForm('1.02'))
  const job = await started(server)
  let cancelled: Promise<void> | undefined
  server.live.subscribe(() => {
    if (server.flashJobs.find(job.id)?.phase === 'resetting') cancelled ??= server.flashJobs.cancel(job.id)
  })
  await vi.waitFor(() => expect(cancelled).toBeDefined(), waiting)
  await cancelled
  expect(await jobOf(server, job)).toMatchObject({ state: 'done' })
  await vi.waitFor(() => expect(board.running).toMatchObject({ version: '1.02' }), waiting)
})

test('a board whose own USB leaves the bus at each reset is found again, also under another name', async () => {
  const board = pluggedIn('ESP32-S3', {
    usb: 'native',
    faults: { reenumerates: true },
    timing: { bootMs: 1, reenumerateMs: 20 },
  })
  const binding = bindingOf(board)
  let leaves = 0
  board.watchPorts((kind) => {
    if (kind === 'disconnect') leaves += 1
  })
  const cables = createCables(() => ({
    list: async () => {
      const found = await binding.list()
      return found.map((info) => ({ ...info, path: `/dev/ttyACM${leaves}-0` }))
    },
    open: binding.open,
  }))
  const server = await startManagementApi({ cables })
  await upload(server, factoryForm('1.02', 9))
  expect(await over(server, await started(server, { port: '/dev/ttyACM0-0' }))).toMatchObject({
    state: 'done',
  })
  expect(leaves).toBeGreaterThan(0)
  await vi.waitFor(() => expect(board.running).toMatchObject({ version: '1.02' }), waiting)
})

test('a board that somebody has to hold BOOT on says so, and goes on when somebody does', async () => {
  const board = pluggedIn('ESP32', { faults: { noBootCircuit: true } })
  const server = await startWith([board], factoryForm('1.02'))
  const job = await started(server)
  await vi.waitFor(async () => expect((await jobOf(server, job)).holdBoot).toBe(true), waiting)
  board.holdBoot()
  board.pressReset()
  expect(await over(server, job)).toMatchObject({ state: 'done', holdBoot: false })
})

test('the ports are listed, with the job that has one', async () => {
  const boards = [pluggedIn('ESP32'), pluggedIn('ESP32-C3', { mac: '24:6F:28:01:02:04' })]
  const server = await startWith(boards, factoryForm('1.02'))
  const list = async () => SerialPortList.parse((await send(server, 'GET', '/serial-ports')).body)
  const job = await started(server)
  expect(await list()).toMatchObject({
    unavailable: null,
    items: [
      { path: '/dev/ttyUSB0', vendorId: '10c4', productId: 'ea60', manufacturer: 'Virtual', job: job.id },
      { path: '/dev/ttyUSB1', job: null },
    ],
  })
  await over(server, job)
  expect((await list()).items.map((port) => port.job)).toEqual([null, null])
})

test('a port has one job at a time, and another port another', async () => {
  const boards = [pluggedIn('ESP32'), pluggedIn('ESP32', { mac: '24:6F:28:01:02:04' })]
  const server = await startWith(boards, factoryForm('1.02'))
  const first = await started(server)
  expect(await send(server, 'POST', '/flash-jobs', order)).toMatchObject({
    status: 409,
    body: { code: 'port-busy' },
  })
  const second = await started(server, { port: '/dev/ttyUSB1' })
  expect(await over(server, first)).toMatchObject({ state: 'done', found: { mac } })
  expect(await over(server, second)).toMatchObject({ state: 'done', found: { mac: '24:6F:28:01:02:04' } })
})

test('a job that is cancelled frees its port, also for the next one', async () => {
  const board = pluggedIn('ESP32', { bytesPerSecond: 20_000 })
  const server = await startWith([board], factoryForm('1.02'))
  const job = await started(server)
  await vi.waitFor(async () => expect((await jobOf(server, job)).phase).toBe('writing'), waiting)
  const { body } = await send(server, 'POST', `/flash-jobs/${job.id}/cancel`)
  expect(body).toMatchObject({ state: 'cancelled', failure: null })
  expect(board.port?.readable).toBeNull()
  const again = await send(server, 'POST', `/flash-jobs/${job.id}/cancel`)
  expect(again).toMatchObject({ status: 200, body: { state: 'cancelled' } })
  const next = await started(server)
  await server.flashJobs.stop()
  expect(await over(server, next)).toMatchObject({ state: 'cancelled' })
})

test('a cable that is pulled fails the job at once, with what helps', async () => {
  const board = pluggedIn('ESP32', { faults: { pullsCableAtByte: 60_000 } })
  const server = await startWith([board], largeForm('1.02'))
  const job = await over(server, await started(server))
  expect(job).toMatchObject({
    state: 'failed',
    failure: { code: 'cable-pulled', sentence: expect.stringMatching(/\.$/) },
  })
  expect(job.failure?.remedies.length).toBeGreaterThan(0)
})

test('a port that another program has fails the job, in the system’s words too', async () => {
  const board = pluggedIn('ESP32', { faults: { busy: true } })
  const server = await startWith([board], factoryForm('1.02'))
  expect(await over(server, await started(server))).toMatchObject({
    state: 'failed',
    failure: { code: 'port-busy', details: expect.stringMatching(/cannot lock port/) },
  })
})

test('what does not go on this board is refused before anything is written', async () => {
  const board = pluggedIn('ESP32-C3')
  const alone: Part[] = [
    ['version', '1.02'],
    ['product', 'lamp'],
    ['file', makeImage({ version: '1.02', chipId: 5 }), 'fw.bin'],
  ]
  const server = await startWith([board], factoryForm('1.02'), alone)
  expect((await over(server, await started(server))).failure?.code).toBe('wrong-chip')
  expect((await over(server, await started(server, { product: 'lamp' }))).failure?.code).toBe('blank-chip')
  expect(board.flash.every((cell) => cell === 0xff)).toBe(true)
})

test.each([
  [{ port: '/etc/passwd' }, 404, 'unknown-port'],
  [{ port: '/dev/ttyUSB1' }, 404, 'unknown-port'],
  [{ product: 'lamp' }, 404, 'unknown-product'],
  [{ version: '9' }, 404, 'unknown-release'],
  [{ board: 'constructor' }, 404, 'not-found'],
  [{ port: '' }, 400, 'bad-field'],
])('%o is refused with %i %s, and no job begins', async (more, status, code) => {
  const server = await startWith([pluggedIn('ESP32')], factoryForm('1.02'))
  const answer = await send(server, 'POST', '/flash-jobs', { ...order, ...more })
  expect(answer).toMatchObject({ status, body: { code } })
  expect((await send(server, 'GET', '/flash-jobs')).body).toEqual({ items: [] })
})

test('a server that cannot reach serial ports says what to do about it', async () => {
  const server = await startManagementApi()
  await upload(server, factoryForm('1.02'))
  const unavailable = expect.stringMatching(/npm run usb/)
  expect((await send(server, 'GET', '/serial-ports')).body).toEqual({ items: [], unavailable })
  expect(await send(server, 'POST', '/flash-jobs', order)).toMatchObject({
    status: 409,
    body: { code: 'no-serial-ports', detail: unavailable },
  })
})

test('a system that cannot list its ports is told of', async () => {
  const failure = Object.assign(new Error('spawn udevadm ENOENT'), { path: 'udevadm' })
  for (const [error, sentence] of [
    [failure, /of the server cannot be listed: udevadm is missing, so install the package udev\.$/],
    [new Error('EIO'), /of the server cannot be listed: EIO\.$/],
    [new NoSerialPorts('No.'), /^No\.$/],
  ] as const) {
    const cables = createCables(() => ({
      list: () => Promise.reject(error),
      open: () => Promise.reject(error),
    }))
    const server = await startManagementApi({ cables })
    expect((await send(server, 'GET', '/serial-ports')).body).toEqual({
      items: [],
      unavailable: expect.stringMatching(sentence),
    })
  }
})

test('a job of before is unknown', async () => {
  const server = await startWith([])
  for (const [method, path] of [
    ['GET', '/flash-jobs/0123456789abcdef'],
    ['POST', '/flash-jobs/0123456789abcdef/cancel'],
  ] as const) {
    expect(await send(server, method, path)).toMatchObject({
      status: 404,
      body: { code: 'unknown-flash-job' },
    })
  }
})
