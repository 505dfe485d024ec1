import { expect, test } from 'vitest'
import { isAnotherBoard } from './rescue.ts'

const mac = '24:6F:28:01:02:03'
const other = '24:6F:28:01:02:04'

test('a board is another one when its MAC is none of the device’s', () => {
  expect(isAnotherBoard({ id: mac, aliases: [] }, other)).toBe(true)
  expect(isAnotherBoard({ id: mac, aliases: [] }, mac)).toBe(false)
  expect(isAnotherBoard({ id: 'kitchen', aliases: [mac] }, mac)).toBe(false)
  expect(isAnotherBoard({ id: 'kitchen', aliases: [mac] }, other)).toBe(true)
})

test('nothing is said where one of them has no MAC', () => {
  expect(isAnotherBoard({ id: 'kitchen', aliases: ['address:10.0.0.7'] }, other)).toBe(false)
  expect(isAnotherBoard({ id: mac, aliases: [] }, null)).toBe(false)
})
