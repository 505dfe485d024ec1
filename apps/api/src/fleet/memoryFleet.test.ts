import type { CheckIn, Verdict } from '@cyberdeck-ota/core'
import { CheckInList } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleBuild } from '../../test/sampleBuild.ts'
import { createMemoryFleet } from './memoryFleet.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const build = sampleBuild('1.01')
const other = sampleBuild('1.02')

const checkIn = (said: Partial<CheckIn> = {}): CheckIn => ({
  client: 'esp32-updater',
  product: 'default',
  board: null,
  channel: 'stable',
  version: '1.00',
  mode: null,
  runningSha256: null,
  runningMd5: null,
  freeSpace: null,
  ...said,
})

const upToDate = (runs: Verdict['runs'] = null): Verdict => ({
  kind: 'up-to-date',
  reason: { code: 'same-version', running: '1.01', target: '1.01' },
  runs,
})

const update: Verdict = {
  kind: 'update',
  version: '1.01',
  board: 'default',
  build,
  reason: { code: 'older', running: '1.00', target: '1.01' },
  runs: null,
}

const device = 'AA:BB:CC:00:00:01'
const caller = { address: '192.168.1.20', device }

test('a poll is listed as it was understood and answered, newest first', () => {
  const fleet = createMemoryFleet()
  const report = fleet.saw(caller, checkIn(), update, 200, now)
  fleet.sawMalformed('192.168.1.21', 'the URL has a raw space', 400, now + 1)
  report.download = { state: 'running', sent: 10, size: build.size }
  const list = fleet.recent(10)
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
    device,
    board: 'default',
    version: '1.00',
    runs: null,
    verdict: 'update',
    status: 200,
    download: { state: 'running', sent: 10, size: build.size },
  })
})

test('only the last thousand polls are kept, and no more are listed than asked for', () => {
  const fleet = createMemoryFleet()
  for (let poll = 1; poll <= 1_005; poll += 1) fleet.saw(caller, checkIn(), upToDate(), 304, now)
  const ids = fleet.recent(2_000).items.map(({ id }) => id)
  expect(ids).toEqual(Array.from({ length: 1_000 }, (_, index) => 1_005 - index))
  expect(fleet.recent(3).items.map(({ id }) => id)).toEqual([1_005, 1_004, 1_003])
  expect(fleet.recent(1)).toMatchObject({ kept: 1_000, total: 1_005 })
})

test('a list that was read does not change with the download it shows', () => {
  const fleet = createMemoryFleet()
  const report = fleet.saw(caller, checkIn(), update, 200, now)
  report.download = { state: 'running', sent: 1, size: 2 }
  const [record] = fleet.recent(1).items
  report.download.sent = 2
  expect(record?.download?.sent).toBe(1)
})

test('full downloads are counted per device and build', () => {
  const fleet = createMemoryFleet()
  fleet.downloadedInFull(device, build.sha256, '1.01')
  fleet.downloadedInFull(device, build.sha256, '1.01')
  fleet.downloadedInFull(device, other.sha256, '1.02')
  expect(fleet.memoryOf(device).fullDownloads(build.sha256)).toBe(2)
  expect(fleet.memoryOf(device).fullDownloads(other.sha256)).toBe(1)
  expect(fleet.memoryOf('AA:BB:CC:00:00:02').fullDownloads(build.sha256)).toBe(0)
  expect(fleet.memoryOf(null).fullDownloads(build.sha256)).toBe(0)
})

test.each([
  ['its digest', 0, checkIn({ version: '1.00' }), upToDate({ version: '1.01', build })],
  ['its version, when no digest says otherwise,', 0, checkIn({ version: 'v1.1' }), upToDate()],
  ['another build by digest', 2, checkIn({ version: '1.01' }), upToDate({ version: '1.02', build: other })],
  ['the old version', 2, checkIn({ version: '1.00' }), upToDate()],
  ['no version at all', 2, checkIn({ version: null }), upToDate()],
])('after a check-in that shows %s, %i of two full downloads count', (_what, left, said, verdict) => {
  const fleet = createMemoryFleet()
  fleet.downloadedInFull(device, build.sha256, '1.01')
  fleet.downloadedInFull(device, build.sha256, '1.01')
  fleet.saw(caller, said, verdict, 304, now)
  expect(fleet.memoryOf(device).fullDownloads(build.sha256)).toBe(left)
})

test('the summary counts identified devices by what they last were found to run', () => {
  const fleet = createMemoryFleet()
  expect(fleet.summary()).toEqual({ devices: 0, lastCheckInAt: null, running: [] })
  const poll = (id: string | null, version: string | null, verdict = upToDate()) =>
    fleet.saw({ address: '10.0.0.1', device: id }, checkIn({ version }), verdict, 304, now)
  poll('a', '1.00')
  poll('b', '1.00')
  poll('c', null)
  poll(null, '9.99')
  poll('b', '1.00', upToDate({ version: '1.01', build }))
  expect(fleet.summary().devices).toBe(3)
  expect(fleet.summary().lastCheckInAt).toBe('2026-03-01T12:00:00.000Z')
  expect(fleet.summary().running).toEqual([
    { product: 'default', version: '1.00', devices: 1 },
    { product: 'default', version: null, devices: 1 },
    { product: 'default', version: '1.01', devices: 1 },
  ])
})

test('past its limit the fleet forgets devices that were not seen lately, with all it knew of them', () => {
  const fleet = createMemoryFleet({ devices: 3 })
  const poll = (id: string) => fleet.saw({ address: '10.0.0.1', device: id }, checkIn(), upToDate(), 304, now)
  for (const id of ['a', 'b', 'c']) poll(id)
  for (const id of ['a', 'b', 'c']) fleet.downloadedInFull(id, build.sha256, '1.01')
  const remembered = () => ['a', 'b', 'c'].filter((id) => fleet.memoryOf(id).fullDownloads(build.sha256) > 0)
  poll('d')
  const [lately = '', ...others] = remembered()
  expect(others).toHaveLength(1)
  poll(lately)
  poll('e')
  expect(remembered()).toEqual([lately])
  expect(fleet.summary().devices).toBe(3)
})

test('whatever polls come, the counts add up to the devices, which never exceed the limit', () => {
  const id = fc.constantFrom(...'abcdefgh')
  const version = fc.constantFrom('1', '2', '3', null)
  const product = fc.constantFrom('default', 'lamp')
  fc.assert(
    fc.property(fc.array(fc.tuple(id, product, version), { maxLength: 200 }), (polls) => {
      const fleet = createMemoryFleet({ devices: 4 })
      const last = new Map<string, string>()
      for (const [device, product, version] of polls) {
        fleet.saw({ address: 'x', device }, checkIn({ product, version }), upToDate(), 304, now)
        last.set(device, `${product} ${version}`)
      }
      const { devices, running } = fleet.summary()
      expect(devices).toBe(Math.min(4, last.size))
      expect(running.reduce((sum, count) => sum + count.devices, 0)).toBe(devices)
      const lastSaid = [...last.values()]
      for (const { product, version } of running) expect(lastSaid).toContain(`${product} ${version}`)
    }),
  )
})

test('however many versions strangers make up, the list of what runs stays short and begins with what most run', () => {
  const fleet = createMemoryFleet()
  const poll = (device: string, version: string) =>
    fleet.saw({ ...caller, device }, checkIn({ version }), upToDate(), 304, now)
  for (let made = 0; made < 1_500; made += 1) poll(`stranger-${made}`, `1.${made}`)
  for (let mine = 0; mine < 3; mine += 1) poll(`mine-${mine}`, '2.00')
  const { devices, running } = fleet.summary()
  expect(devices).toBe(1_503)
  expect(running).toHaveLength(1_000)
  expect(running[0]).toEqual({ product: 'default', version: '2.00', devices: 3 })
})
