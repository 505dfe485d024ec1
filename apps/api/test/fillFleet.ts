import type { DeviceState } from '@cyberdeck-ota/schema'
import type { FleetStore, NewDevice } from '../src/fleet/store.ts'
import { newDevice } from './sampleDevices.ts'

const hour = 3_600_000
const states: DeviceState[] = ['up-to-date', 'up-to-date', 'up-to-date', 'up-to-date', 'behind', 'behind']
const rareStates: DeviceState[] = ['updating', 'held', 'failed', 'unserved']
const boards = ['esp32', 'esp32-s3', 'esp32-c3', 'esp32-c6', 'esp8266', 'relay-4']
const chips = ['ESP32', 'ESP32-S3', 'ESP32-C3', 'ESP32-C6', 'ESP8266', 'ESP32']

/**
 * A made-up fleet as the field has them: a few versions that most run and many that few do, old devices behind, one in
 * twenty silent, three in a hundred known by their address only. The same for the same numbers.
 */
export function madeUpDevice(index: number, now: number): NewDevice {
  const dice = (sides: number, salt: number) =>
    (Math.imul(index + 1, 2_654_435_761 + salt * 40_503) >>> 8) % sides
  const board = dice(boards.length, 1)
  const behind = dice(3, 2) === 0
  const version = behind ? `1.${dice(40, 3)}` : `2.${dice(3, 4)}`
  const state =
    dice(50, 5) === 0
      ? (rareStates[dice(rareStates.length, 6)] ?? 'held')
      : behind
        ? (states[4 + dice(2, 7)] ?? 'behind')
        : (states[dice(4, 8)] ?? 'up-to-date')
  const weak = dice(33, 9) === 0
  const silent = dice(20, 10) === 0
  const mac = [0x24, 0x6f, 0x28, (index >> 16) & 255, (index >> 8) & 255, index & 255]
  const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`
  const sample = newDevice('')
  return {
    id: weak
      ? `address:${address}`
      : mac.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'),
    identity: weak ? 'address' : 'mac',
    reported: {
      ...sample.reported,
      product: dice(5, 11) === 0 ? `product-${dice(4, 12)}` : 'default',
      board: null,
      channel: dice(20, 13) === 0 ? 'beta' : null,
      version,
      runningSha256: index.toString(16).padStart(64, '0'),
      freeSpace: 1_310_720,
      sketchSize: 987_654,
      flashSize: 4_194_304,
      sdk: 'v4.4.7',
      address,
    },
    standing: {
      state,
      reason: behind
        ? { code: 'older', running: version, target: '2.2' }
        : { code: 'same-version', running: version, target: '2.2' },
      target: '2.2',
      runs: dice(10, 14) === 0 ? `2.${dice(3, 15)}` : null,
      board: boards[board] ?? null,
      chip: chips[board] ?? null,
    },
    firstSeenAt: now - dice(17_000, 16) * hour,
    lastSeenAt: silent ? now - 2 * hour - dice(10_000, 17) * hour : now - dice(300_000, 18),
    polls: 1 + dice(100_000, 19),
    interval: 300_000,
    patience: 960_000,
  }
}

/** So many at most are changed by operators: the more there are, the more is done by machines. */
const mostTouched = 100_000

/** Fills a store with `devices` of them, and with what operators have said of some. */
export async function fillFleet(store: FleetStore, devices: number, now: number): Promise<void> {
  const atOnce = 5_000
  for (let first = 0; first < devices; first += atOnce) {
    const length = Math.min(atOnce, devices - first)
    await store.enroll(Array.from({ length }, (_, index) => madeUpDevice(first + index, now)))
  }
  const every = (step: number, offset: number) =>
    Array.from(
      { length: Math.floor(Math.min(devices, mostTouched) / step) },
      (_, index) => madeUpDevice(index * step + offset, now).id,
    )
  const by = 'filler'
  const assign = (ids: string[], action: Parameters<FleetStore['assign']>[1]) =>
    store.assign({ ids }, action, by, now)
  await assign(every(3, 0), { do: 'tag', tag: 'farm' })
  await assign(every(50, 1), { do: 'tag', tag: 'kitchen' })
  await assign(every(100, 2), { do: 'pin', version: '1.9' })
  await assign(every(200, 3), { do: 'hold', hold: true })
  await assign(every(40, 4), { do: 'channel', channel: 'beta' })
  const named = every(100, 5)
  for (const [index, id] of named.entries()) await store.patch(id, { name: `Room ${index}` }, by, now)
}
