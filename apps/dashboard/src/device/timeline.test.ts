import type { CheckInRecord, DeviceEvent } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { exampleCheckIn } from '../testing/examples.ts'
import { timeline } from './timeline.ts'

const minute = (n: number) => `2026-02-21T09:${String(n).padStart(2, '0')}:00.000Z`
const poll = (n: number, over: Partial<CheckInRecord> = {}) =>
  exampleCheckIn({ id: n + 1, at: minute(n), ...over })
const event = (n: number): DeviceEvent => ({
  id: n + 1,
  at: minute(n),
  detail: { kind: 'assigned', by: 'admin', change: 'held' },
})
const shape = (items: ReturnType<typeof timeline>) =>
  items.map((item) => (item.kind === 'event' ? 'event' : item.checkIns.length))

test('check-ins that were answered alike fold into one line, newest first', () => {
  const items = timeline([], [poll(3), poll(2), poll(1)], true)
  expect(shape(items)).toEqual([3])
  expect(items[0]).toMatchObject({ checkIns: [{ at: minute(3) }, { at: minute(2) }, { at: minute(1) }] })
})

test('another answer or something that happens between them begins another line', () => {
  expect(shape(timeline([event(3)], [poll(4), poll(2), poll(1, { version: '1.01' })], true))).toEqual([
    1,
    'event',
    1,
    1,
  ])
})

test('what a check-in caused stands above it', () => {
  expect(shape(timeline([event(1)], [poll(1)], true))).toEqual(['event', 1])
})

test('check-ins from before the oldest event read so far wait until the events between are read', () => {
  expect(shape(timeline([event(3)], [poll(4), poll(1)], false))).toEqual([1, 'event'])
  expect(shape(timeline([event(3)], [poll(4), poll(1)], true))).toEqual([1, 'event', 1])
})
