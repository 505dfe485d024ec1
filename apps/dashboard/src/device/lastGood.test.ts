import type { Device, DeviceEvent } from '@cyberdeck-ota/schema'
import { describe, expect, test } from 'vitest'
import { exampleAttempt, exampleDevice } from '../testing/exampleDevices.ts'
import { exampleBuild, exampleProduct, exampleRegistry, exampleRelease } from '../testing/examples.ts'
import { lastGood } from './lastGood.ts'

const registry = exampleRegistry({ default: exampleProduct(['1.00', '1.01', '1.02']) })
const at = (day: number) => `2026-02-0${day}T09:00:00.000Z`
const ran = (day: number, to: string | null, proven: boolean): DeviceEvent => ({
  id: day,
  at: at(day),
  detail: { kind: 'runs', from: null, to, proven },
})
const confirmed = (day: number, version: string) =>
  exampleAttempt({ id: day, state: 'confirmed', version, changedAt: at(day) })
const version = (device: Partial<Device>, events: DeviceEvent[] = []) =>
  lastGood(exampleDevice({ target: '1.02', ...device }), events, registry)?.version ?? null

describe('a board is brought back with', () => {
  test('what its last check-in proved', () => {
    expect(version({ runs: '1.00', attempts: [confirmed(3, '1.01')] }, [ran(4, '1.01', true)])).toBe('1.00')
  })

  test('else the later of the last confirmed update and the last change that a digest proved', () => {
    expect(version({ attempts: [confirmed(3, '1.01')] }, [ran(2, '1.00', true)])).toBe('1.01')
    expect(version({ attempts: [confirmed(2, '1.01')] }, [ran(3, '1.00', true)])).toBe('1.00')
  })

  test('else what it is meant to run, whatever it only said', () => {
    expect(version({ version: '1.00' }, [ran(3, '1.00', false)])).toBe('1.02')
  })

  test('no update that failed', () => {
    for (const state of ['reverted', 'aborted', 'lost', 'drifted'] as const) {
      expect(version({ attempts: [exampleAttempt({ state, version: '1.00' })] })).toBe('1.02')
    }
  })

  test('what it is meant to run only where that has not just failed on it', () => {
    for (const state of ['delivered', 'reverted', 'lost', 'drifted'] as const) {
      expect(version({ attempts: [exampleAttempt({ state, version: '1.02' })] })).toBeNull()
    }
    for (const state of ['offered', 'downloading', 'aborted'] as const) {
      expect(version({ attempts: [exampleAttempt({ state, version: '1.02' })] })).toBe('1.02')
    }
    const again = [confirmed(4, '1.02'), exampleAttempt({ state: 'lost', version: '1.02' })]
    expect(version({ attempts: again })).toBe('1.02')
  })

  test('nothing that is gone, or is of another product', () => {
    expect(version({ runs: '0.9', attempts: [confirmed(2, '1.01')] })).toBe('1.01')
    expect(version({ attempts: [{ ...confirmed(2, '1.01'), product: 'lamp' }] })).toBe('1.02')
    expect(version({ target: null })).toBeNull()
    expect(version({ product: 'lamp' })).toBeNull()
  })

  test('nothing of the demo, whose images no real board runs', () => {
    const demo = exampleRegistry({ default: { ...exampleProduct(['1.02']), demo: true } })
    expect(lastGood(exampleDevice({ target: '1.02' }), [], demo)).toBeNull()
  })
})

describe('the build is', () => {
  const builds = {
    kitchen: exampleBuild({ chip: 'ESP32' }),
    hall: exampleBuild({ chip: 'ESP32' }),
    roof: exampleBuild({ chip: 'ESP32-C3' }),
  }
  const board = (device: Partial<Device>, only: object = builds) =>
    lastGood(
      exampleDevice({ target: '2.00', ...device }),
      [],
      exampleRegistry({
        default: {
          ...exampleProduct([]),
          releases: { '2.00': exampleRelease('2.00', { builds: { ...only } }) },
        },
      }),
    )?.board ?? null

  test('that of its board', () => {
    expect(board({ board: 'hall', chip: 'ESP32' })).toBe('hall')
    expect(board({ board: 'cellar', chip: 'ESP32' })).toBeNull()
  })

  test('else the only one for its chip', () => {
    expect(board({ chip: 'ESP32-C3' })).toBe('roof')
    expect(board({ chip: 'ESP32' })).toBeNull()
  })

  test('else the only one', () => {
    expect(board({}, { roof: builds.roof })).toBe('roof')
    expect(board({})).toBeNull()
  })

  test('none that a cable cannot write', () => {
    expect(board({}, { roof: exampleBuild({ kind: 'encrypted' }) })).toBeNull()
    expect(board({}, { roof: exampleBuild({ kind: 'esp8266-gzip' }) })).toBeNull()
  })
})
