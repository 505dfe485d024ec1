import { expect, test } from 'vitest'
import { createEventLog } from './eventLog.ts'
import type { StoredEvent } from './store.ts'

const detail = { kind: 'first-seen', version: '1.00', address: '10.0.0.1' } as const

function logOf() {
  const columns = { key: [0, 11, 22], row: [0, 1, 0] }
  const written: StoredEvent[] = []
  let lost = 0
  const restless = new Set<number>()
  const record = async (events: StoredEvent[]) => void written.push(...events)
  const events = createEventLog(
    columns,
    { record },
    {
      lost: () => {
        lost += 1
      },
      restless: (device) => restless.add(device),
    },
  )
  return { columns, written, events, restless, lost: () => lost }
}

test('an event waits until its device has a row, and is not given to another device with its number', async () => {
  const { columns, written, events } = logOf()
  events.note(1, 5, detail)
  events.note(2, 6, detail)
  await events.write()
  expect(written).toEqual([{ row: 1, at: 5, detail }])
  columns.key[2] = 33
  columns.row[2] = 7
  await events.write()
  expect([written.length, events.waiting]).toEqual([1, 0])
})

test('while nothing can be written, so many events are kept, and it is told that others are not', () => {
  const { events, lost } = logOf()
  for (let device = 0; device < 50_010; device += 1) events.note(device, 0, detail)
  expect([events.waiting, lost()]).toEqual([50_000, 10])
})

test('of a device of which something happens all the time sixty an hour are kept, and of others all', () => {
  const { events, restless } = logOf()
  for (let at = 0; at < 100; at += 1) events.note(2, at, detail)
  events.note(1, 100, detail)
  expect([events.waiting, [...restless]]).toEqual([61, [2]])
  events.note(2, 3_600_000, detail)
  expect(events.waiting).toBe(62)
})
