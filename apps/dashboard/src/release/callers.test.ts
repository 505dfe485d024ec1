import { expect, test } from 'vitest'
import { exampleCheckIn } from '../testing/examples.ts'
import { callersRunning } from './callers.ts'

const seen = (id: number, device: string | null, version: string | null, runs: string | null = null) =>
  exampleCheckIn({ id, device, version, runs })

test('a caller counts by its last word, newest first', () => {
  const items = [seen(4, 'B', '1.02'), seen(3, 'A', '1.03'), seen(2, 'A', '1.02'), seen(1, 'C', 'v1.2')]
  expect(callersRunning(items, 'default', '1.02').map(({ device }) => device)).toEqual(['B', 'C'])
})

test('a digest is believed before the version a device says', () => {
  const items = [seen(1, 'A', '1.00', '1.02'), seen(2, 'B', '1.02', '1.00')]
  expect(callersRunning(items, 'default', '1.02').map(({ device }) => device)).toEqual(['A'])
})

test('other products and callers that say nothing do not count', () => {
  const items = [seen(1, 'A', null), exampleCheckIn({ id: 2, device: 'B', product: 'pump' })]
  expect(callersRunning(items, 'default', '1.02')).toEqual([])
})
