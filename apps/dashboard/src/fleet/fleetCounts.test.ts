import { expect, test } from 'vitest'
import { devicesOf, devicesRunning, deviceWords } from './fleetCounts.ts'

const running = [
  { product: 'pump', version: '1.02', devices: 3 },
  { product: 'pump', version: 'v1.2.0', devices: 2 },
  { product: 'pump', version: null, devices: 1 },
  { product: 'lamp', version: '1.02', devices: 9 },
]

test('devices are counted by version, however they spell it', () => {
  expect(devicesRunning(running, 'pump', '1.2')).toBe(5)
  expect(devicesRunning(running, 'pump', '1.03')).toBe(0)
  expect(devicesOf(running, 'pump')).toBe(6)
})

test('one device is no devices', () => {
  expect([deviceWords(0), deviceWords(1), deviceWords(1200)]).toEqual([
    '0 devices',
    '1 device',
    '1,200 devices',
  ])
})
