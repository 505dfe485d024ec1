import type { DeviceEvent } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { exampleAttempt, exampleDevice } from '../testing/exampleDevices.ts'
import { exampleProduct, exampleRegistry } from '../testing/examples.ts'
import { periods, ranBefore } from './history.ts'

const at = (day: number) => `2026-02-0${day}T09:00:00.000Z`
const ran = (day: number, from: string | null, to: string | null): DeviceEvent => ({
  id: day,
  at: at(day),
  detail: { kind: 'runs', from, to, proven: true },
})
const first: DeviceEvent = {
  id: 1,
  at: at(1),
  detail: { kind: 'first-seen', version: '1.00', address: '192.168.1.44' },
}
const held: DeviceEvent = { id: 9, at: at(9), detail: { kind: 'assigned', by: 'admin', change: 'held' } }
const registry = exampleRegistry({ default: exampleProduct(['1.00', '1.01', '1.02']) })
const device = exampleDevice({ version: '1.02', runs: null })

test('each version counts from the check-in that showed it to the one that showed another', () => {
  expect(periods([held, ran(3, '1.00', '1.02'), first])).toEqual([
    { version: '1.02', proven: true, since: at(3), until: null },
    { version: '1.00', proven: false, since: at(1), until: at(3) },
  ])
})

test('what it ran before is the latest other version that is still a release', () => {
  expect(ranBefore(device, [ran(3, '1.01', '1.02'), ran(2, '1.00', '1.01'), first], registry)).toBe('1.01')
  expect(ranBefore(device, [ran(3, '0.9', 'v1.2'), ran(2, '1.00', '0.9'), first], registry)).toBe('1.00')
})

test('where the events do not reach back, the update it came through says from what', () => {
  const from = { version: '1.01', sha256: null }
  const attempts = [exampleAttempt({ state: 'confirmed', from })]
  expect(ranBefore({ ...device, attempts }, [], registry)).toBe('1.01')
  expect(
    ranBefore({ ...device, attempts: [exampleAttempt({ state: 'reverted', from })] }, [], registry),
  ).toBeNull()
})
