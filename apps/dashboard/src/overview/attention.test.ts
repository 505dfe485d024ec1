import type { CheckInRecord, DeviceList, DeviceSummary } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { exampleSummary } from '../testing/exampleDevices.ts'
import { exampleCheckIn, exampleProduct, exampleRegistry, exampleServer } from '../testing/examples.ts'
import { attention, type NeedyDevices } from './attention.ts'

const registry = exampleRegistry({ default: exampleProduct(['1.01', '1.02']) })
const server = exampleServer()
const listOf = (...items: DeviceSummary[]): DeviceList => ({ items, next: null, total: items.length })
const nobody: NeedyDevices = {
  failed: listOf(),
  held: listOf(),
  unserved: listOf(),
  silent: listOf(),
  mislabelled: listOf(),
  weak: listOf(),
}
const seen = { devices: nobody, checkIns: [] as CheckInRecord[], server, registry }
const needs = (devices: Partial<NeedyDevices>) => attention({ ...seen, devices: { ...nobody, ...devices } })

const quarantined = exampleSummary({
  state: 'failed',
  reason: { code: 'quarantined', target: '1.02', attempts: 5, until: null },
})
const numbered = (n: number, over: Partial<DeviceSummary> = {}) =>
  exampleSummary({ id: `AA:BB:CC:DD:EE:0${n}`, ...over })

test('nothing is said of a fleet that is well', () => {
  expect(needs({})).toEqual([])
})

test('a device that gave up on a release is named, and one click away', () => {
  expect(needs({ failed: listOf({ ...quarantined, name: 'Kitchen' }) })).toMatchObject([
    { title: 'Kitchen gave up on 1.02', remedy: { does: 'device', id: 'AA:BB:CC:DD:EE:01' }, list: [] },
  ])
})

test('many devices with one cause are one item that lists them, each leading to its page', () => {
  const failed = listOf(...[1, 2, 3].map((n) => ({ ...quarantined, id: numbered(n).id })))
  const [item, ...rest] = needs({ failed })
  expect(rest).toEqual([])
  expect(item?.title).toBe('3 devices gave up on 1.02')
  expect(item?.list.map(({ device }) => device)).toEqual([1, 2, 3].map((n) => `AA:BB:CC:DD:EE:0${n}`))
  expect(item?.remedy).toMatchObject({ does: 'devices', query: 'state:failed product:default' })
})

test('a list that was cut never claims to be all', () => {
  const failed = { ...listOf(quarantined), next: 'more', total: 900 }
  expect(needs({ failed })[0]?.title).toBe('At least 1 device gave up on 1.02')
})

test('a device that is held back is told of with what mends it, and one that its owner holds is not asked for', () => {
  const reason = { code: 'does-not-fit', target: '1.02', size: 2, freeSpace: 1 } as const
  expect(needs({ held: listOf(exampleSummary({ state: 'held', reason })) })).toMatchObject([
    {
      title: '1.02 does not fit AA:BB:CC:DD:EE:01',
      remedy: { does: 'release', product: 'default', version: '1.02' },
    },
  ])
})

test('silent devices are one item, put aside until another one falls silent', () => {
  const one = needs({ silent: listOf(numbered(1, { silent: true })) })
  const two = needs({ silent: listOf(numbered(1, { silent: true }), numbered(2, { silent: true })) })
  expect(one[0]?.title).toBe('AA:BB:CC:DD:EE:01 is silent')
  expect(two[0]?.title).toBe('2 devices are silent')
  expect(one[0]?.putAsideAs).not.toBe(two[0]?.putAsideAs)
})

test('devices that prove a release and call themselves otherwise lead to that release, by label', () => {
  const items = needs({
    mislabelled: listOf(
      numbered(1, { runs: '1.02', version: '1.00' }),
      numbered(2, { runs: '1.02', version: '1.00' }),
      numbered(3, { runs: '1.02', version: '0.9' }),
    ),
  })
  expect(items.map(({ title }) => title)).toEqual([
    '2 devices run 1.02 and call themselves 1.00',
    'AA:BB:CC:DD:EE:03 runs 1.02 and calls itself 0.9',
  ])
  expect(items[0]?.remedy).toMatchObject({ does: 'release', version: '1.02' })
})

test('a label that is a release of its own is nothing to accept: the sketch has to be mended', () => {
  const [free, taken] = needs({
    mislabelled: listOf(
      numbered(1, { runs: '1.02', version: '0.9' }),
      numbered(2, { runs: '1.02', version: '1.1' }),
    ),
  })
  expect(free?.detail).toContain('1.02 can accept 0.9 as another name')
  expect(taken?.detail).toContain('1.1 is a release of its own: raise the version in the sketch')
})

test('a board without a build in what a channel points at is told of once, however many devices wait for it', () => {
  const product = exampleProduct(['1.02'])
  const boards = { ...product.boards, mini: { chip: 'ESP32-C3' } }
  const lacking = exampleRegistry({ default: { ...product, boards } })
  const [gap] = attention({ ...seen, registry: lacking })
  expect(gap?.title).toBe('1.02 has no build for mini')
  const waiting = exampleSummary({
    state: 'held',
    reason: { code: 'no-build-for-board', target: '1.02', board: 'mini' },
  })
  const both = attention({ ...seen, registry: lacking, devices: { ...nobody, held: listOf(waiting) } })
  expect(both.map(({ title }) => title)).toEqual(['AA:BB:CC:DD:EE:01 has no build for mini'])
})

test('a request that could not be understood is cleared by a good one from the same address', () => {
  const refused = exampleCheckIn({
    device: null,
    version: null,
    verdict: 'refused',
    reason: { code: 'malformed-request', problem: 'the URL has a raw space.' },
  })
  const later = exampleCheckIn({ at: '2026-02-21T09:05:00.000Z', id: 9 })
  expect(attention({ ...seen, checkIns: [refused, { ...refused }] })).toMatchObject([
    { title: '192.168.1.44 sends requests that cannot be understood', list: [] },
  ])
  expect(attention({ ...seen, checkIns: [refused, later] })).toEqual([])
})

test('devices known by their address only are told of until that is put aside', () => {
  const weak = listOf(exampleSummary({ id: 'address:10.0.0.7', identity: 'address' }))
  expect(needs({ weak })).toMatchObject([
    {
      title: '10.0.0.7 says neither MAC nor id',
      detail: 'It gets its updates, but known by its address only it cannot be followed through them.',
      putAsideAs: 'weak',
    },
  ])
})

test('a full fleet, downloads put off and files left over are told of, with the files by name', () => {
  const at = '2026-02-21T09:05:00.000Z'
  const items = attention({
    ...seen,
    server: exampleServer({
      downloads: { active: 200, limit: 200, turnedAway: 12, lastTurnedAwayAt: at },
      fleet: { devices: 1_000_000, full: true, lastCheckInAt: at, running: [] },
      adoption: { at, adopted: [], skipped: [{ file: 'spiffs.bin', why: 'a filesystem image' }] },
    }),
  })
  expect(items.map(({ title }) => title)).toEqual([
    '12 updates were put off',
    'No more than these 1,000,000 devices can be known',
    'A file in the firmware folder was not taken over',
  ])
  expect(items[2]?.list).toEqual([{ text: 'spiffs.bin: a filesystem image', device: null }])
})
