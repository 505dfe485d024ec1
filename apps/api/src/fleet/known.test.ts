import { expect, test } from 'vitest'
import { createKnown } from './known.ts'
import { createRoster } from './roster.ts'

test('products that devices make up leave nothing behind', () => {
  const roster = createRoster({ strong: 10, weak: 10 })
  const known = createKnown(roster)
  const device = roster.add('A', 'id')
  known.learn(device, { product: 'made-up', board: null, chip: 'ESP32' })
  const number = roster.columns.learned[device]
  known.learn(device, { product: 'another', board: null, chip: 'ESP32' })
  expect(roster.columns.learned[device]).toBe(number)
  expect(known.memoryOf(device, 'lamp')).toMatchObject({ board: null, chip: 'ESP32' })
})

test('a board is remembered for its own product alone, the chip for any', () => {
  const roster = createRoster({ strong: 10, weak: 10 })
  const known = createKnown(roster)
  const device = roster.add('A', 'id')
  known.learn(device, { product: 'lamp', board: 's3', chip: 'ESP32-S3' })
  expect(known.memoryOf(device, 'lamp')).toMatchObject({ board: 's3', chip: 'ESP32-S3' })
  expect(known.memoryOf(device, 'clock')).toMatchObject({ board: null, chip: 'ESP32-S3' })
})
