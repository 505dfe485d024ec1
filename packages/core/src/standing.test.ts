import { describe, expect, it } from 'vitest'
import { offered, three } from '../test/attempts.ts'
import { now, pollOf, remembering, running } from '../test/devices.ts'
import { at, buildOf, registryOf } from '../test/registries.ts'
import {
  type Attempt,
  type CheckIn,
  checkInOf,
  type DeviceMemory,
  decide,
  emptyRegistry,
  noMemory,
  publishBuild,
  standingOf,
  stateOf,
} from './index.ts'

function standing(
  said: Partial<CheckIn>,
  {
    memory = {},
    latest = null,
    registry = three,
  }: { memory?: Partial<DeviceMemory>; latest?: Attempt | null; registry?: typeof three } = {},
) {
  const device = remembering(memory)
  const checkIn = pollOf(said)
  const verdict = decide(registry, device, checkIn, now)
  return standingOf({ registry, device, checkIn, verdict, latest })
}

const failed: Attempt = { ...offered(), state: 'reverted', evidence: { code: 'version', said: '1.01' } }

describe('where a device stands', () => {
  it('is told whole', () => {
    expect(standing({ version: '1.01', ...running(buildOf(1)) })).toEqual({
      state: 'behind',
      reason: { code: 'older', running: '1.01', target: '1.02' },
      target: '1.02',
      runs: '1.01',
      board: 'default',
      chip: 'ESP32',
    })
  })

  it.each([
    ['up-to-date', { version: '1.02' }, {}],
    ['up-to-date', { version: '1.03' }, {}],
    ['updating', { version: '1.01' }, { latest: offered() }],
    ['failed', { version: '1.01' }, { latest: failed }],
    ['behind', { version: '1.01' }, { latest: { ...failed, sha256: buildOf(1).sha256 } }],
    [
      'behind',
      { version: '1.01' },
      { latest: { ...failed, evidence: { code: 'server-stopped' }, state: 'aborted' } },
    ],
    ['failed', { version: '1.01' }, { memory: { backoff: () => ({ attempts: 5, until: null }) } }],
    ['held', { version: '1.01' }, { memory: { hold: true }, latest: failed }],
    ['held', { version: '1.01' }, { memory: { pin: '9.9' } }],
    ['held', { version: '1.01', freeSpace: 5 }, {}],
    ['unserved', { version: '1.01' }, { registry: emptyRegistry(at) }],
  ] as const)('is %s for %j', (state, said, given) => {
    expect(standing(said, given)).toMatchObject({ state })
  })

  it('is behind while only the server keeps it waiting', () => {
    for (const reason of [
      { code: 'busy', target: '1.02', limit: 5 },
      { code: 'cannot-record', target: '1.02' },
    ] as const) {
      expect(stateOf({ kind: 'hold', reason, runs: null }, false, false)).toBe('behind')
    }
  })

  it('names what it is to run in the end, by its pin and over its stepping stones', () => {
    expect(standing({ version: '1.01' }, { memory: { pin: '1.3' } })).toMatchObject({ target: '1.03' })
    expect(standing({ version: '1.01' }, { memory: { pin: '9.9' } })).toMatchObject({ target: null })
  })
})

describe('what is learned of a device', () => {
  it('stays when it says nothing of it', () => {
    const memory = { board: 'cam', chip: 'ESP32-S3' }
    expect(standing({ version: '1.01' }, { memory })).toMatchObject(memory)
    expect(standing(running(buildOf(1)), { memory })).toMatchObject({ board: 'default', chip: 'ESP32' })
    expect(standing({ board: 'relay' }, { memory })).toMatchObject({ board: 'relay' })
  })

  it('is no board when the bytes it runs are those of several', () => {
    const publish = (board: string) =>
      publishBuild({ product: 'default', version: '1.0', build: buildOf(1), board, publish: 'stable', at })
    const registry = registryOf(publish('a'), publish('b'))
    expect(standing(running(buildOf(1)), { registry })).toMatchObject({ board: null, chip: 'ESP32' })
  })
})

it('a check-in is the same when it is read from what was kept of it', () => {
  const checkIn = pollOf({
    version: '1.01',
    board: 'cam',
    channel: 'beta',
    freeSpace: 5,
    ...running(buildOf(1)),
  })
  const kept = { ...checkIn, sketchSize: 1, flashSize: 2, sdk: 'v5', address: '192.168.1.20' }
  expect(checkInOf(kept)).toEqual(checkIn)
  expect(decide(three, noMemory, checkInOf(kept), now)).toEqual(decide(three, noMemory, checkIn, now))
})
