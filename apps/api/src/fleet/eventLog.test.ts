import { expect, test } from 'vitest'
import { createEventLog } from './eventLog.ts'
import type { StoredEvent } from './store.ts'

const detail = { kind: 'first-seen', version: '1.00', address: '10.0.0.1' } as const

function logOf() {
  const columns = { key: [0, 11, 22], row: [0, 1, 0] }
  const written: StoredEvent[] = []
  let lost = 0
  const record = async (events: StoredEvent[]) => void written.push(...events)
  const events = createEventLog(columns, { record }, () => {
    lost += 1
  })
  return { columns, written, events, lost: () => lost }
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
  for (let at = 0; at < 50_010; at += 1) events.note(2, at, detail)
  expect([events.waiting, lost()]).toEqual([50_000, 10])
})
