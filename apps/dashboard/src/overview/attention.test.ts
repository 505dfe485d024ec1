import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { exampleCheckIn, exampleProduct, exampleRegistry, exampleServer } from '../testing/examples.ts'
import { attention } from './attention.ts'

const registry = exampleRegistry({ default: exampleProduct(['1.01', '1.02']) })
const server = exampleServer()
const needs = (...checkIns: CheckInRecord[]) => attention({ checkIns, server, registry })

const looping = exampleCheckIn({
  verdict: 'hold',
  reason: { code: 'loop-breaker', target: '1.02', downloads: 3 },
})
const later = { at: '2026-02-21T09:05:00.000Z', id: 9 }

test('a device that keeps downloading without running it is named, with the release to look at', () => {
  expect(needs(looping)).toMatchObject([
    {
      title: 'AA:BB:CC:DD:EE:01 downloads 1.02 but never runs it',
      remedy: { does: 'release', product: 'default', version: '1.02' },
    },
  ])
})

test('what is mended goes away: only a device’s latest check-in counts', () => {
  expect(needs(looping, exampleCheckIn(later))).toEqual([])
})

test('many devices with one cause are one item that lists them', () => {
  const others = [2, 3].map((n) => ({ ...looping, id: n, device: `AA:BB:CC:DD:EE:0${n}` }))
  const [item, ...rest] = needs(looping, ...others)
  expect(rest).toEqual([])
  expect(item?.title).toBe('3 devices download 1.02 but never run it')
  expect(item?.list).toHaveLength(3)
})

test('the same check-in read twice counts once', () => {
  expect(needs(looping, { ...looping })[0]?.list).toEqual([])
})

test('a request that could not be understood is cleared by a good one from the same address', () => {
  const malformed = exampleCheckIn({
    device: null,
    version: null,
    verdict: 'refused',
    reason: { code: 'malformed-request', problem: 'the URL has a raw space.' },
  })
  expect(needs(malformed)).toHaveLength(1)
  expect(needs(malformed, exampleCheckIn(later))).toEqual([])
})

test('a board that runs the release under an old version text is told of, and one that says it right is not', () => {
  const reason = { code: 'digest-match', running: '1.00', target: '1.02' } as const
  expect(needs(exampleCheckIn({ reason }))).toHaveLength(1)
  expect(needs(exampleCheckIn({ reason: { ...reason, running: '1.2' } }))).toEqual([])
})

test('trouble with a release that is not published any more is over', () => {
  const back = exampleRegistry({ default: exampleProduct(['1.02', '1.01']) })
  expect(attention({ checkIns: [looping], server, registry: back })).toEqual([])
})

test('a device that asks for what does not exist is told of until it exists', () => {
  const asking = exampleCheckIn({
    product: 'thermo',
    verdict: 'no-firmware',
    reason: { code: 'unknown-product', product: 'thermo' },
  })
  expect(needs(asking)).toHaveLength(1)
  const made = exampleRegistry({ thermo: exampleProduct(['2.0']) })
  expect(attention({ checkIns: [asking], server, registry: made })).toEqual([])
})

test('downloads put off and files left over are told of, with the files by name', () => {
  const items = attention({
    checkIns: [],
    registry,
    server: exampleServer({
      downloads: { active: 200, limit: 200, turnedAway: 12, lastTurnedAwayAt: later.at },
      adoption: { at: later.at, adopted: [], skipped: [{ file: 'spiffs.bin', why: 'a filesystem image' }] },
    }),
  })
  expect(items.map(({ title }) => title)).toEqual([
    '12 updates were put off',
    'A file in the firmware folder was not taken over',
  ])
  expect(items[1]?.list).toEqual(['spiffs.bin: a filesystem image'])
})
