import { expect, test } from 'vitest'
import { exampleCheckIn } from '../../testing/examples.ts'
import { callsIn, couldBe } from './couldBe.ts'

const old = exampleCheckIn({ id: 7, device: 'AA:BB:CC:DD:EE:01' })
const before = callsIn({ total: 7, items: [old] })
const found = (...items: Parameters<typeof exampleCheckIn>[0][]) =>
  couldBe(items.map(exampleCheckIn), before, '2.34').map(({ id }) => id)

test('who called before the board was started is not it', () => {
  expect(found({ id: 7, device: null }, { id: 6, device: 'address:10.0.0.7' })).toEqual([])
})

test('callers that only an address tells could be it, each once, by their latest call', () => {
  expect(
    found(
      { id: 10, device: 'address:10.0.0.7' },
      { id: 9, device: null, address: '10.0.0.8' },
      { id: 8, device: 'address:10.0.0.7' },
    ),
  ).toEqual([10, 9])
})

test('a new device could be it when it calls itself what was written', () => {
  expect(
    found(
      { id: 10, device: 'new-one', version: '2.34' },
      { id: 9, device: 'other', version: '1.00' },
      { id: 8, device: 'AA:BB:CC:DD:EE:01', version: '2.34' },
    ),
  ).toEqual([10])
})

test('a new device is not taken for it where nobody knows what it would call itself', () => {
  const items = [exampleCheckIn({ id: 10, device: 'new-one', version: null })]
  expect(couldBe(items, before, null)).toEqual([])
})

test('a request that was refused is no check-in', () => {
  expect(found({ id: 10, device: null, verdict: 'refused' })).toEqual([])
})
