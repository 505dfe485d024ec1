import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPartedDownloads, type Part } from './partedDownloads.ts'

const size = 100
const part = (start: number, end = size - 1, sha256 = 'a'): Part => ({
  device: 'AA:BB:CC:DD:EE:FF',
  sha256,
  size,
  start,
  end,
})
const running = (sent: number) => ({ state: 'running' as const, sent, size, approximate: false })
const complete = (sent: number) => ({ state: 'complete' as const, sent, size, approximate: false })
const aborted = (sent: number) => ({ state: 'aborted' as const, sent, size, approximate: false })

/** An attempt, and what it was told in order. */
function attempt() {
  const told: string[] = []
  return {
    told,
    downloading: (acknowledged: number) => void told.push(`downloading ${acknowledged}`),
    delivered: () => void told.push('delivered'),
    cut: (acknowledged: number) => void told.push(`cut ${acknowledged}`),
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the parts of an image are one attempt, delivered with the last byte', () => {
  const parted = createPartedDownloads()
  const one = attempt()
  expect(parted.continued(part(0, 39))).toBeNull()
  const first = parted.begun(part(0, 39), one)
  for (const progress of [running(0), running(10), complete(40)]) first(progress)
  parted.continued(part(40, 79))?.(complete(40))
  parted.continued(part(80))?.(complete(20))
  expect(one.told).toEqual(['downloading 10', 'downloading 40', 'downloading 80', 'delivered'])
  expect(parted.continued(part(0))).toBeNull()
})

test('a connection that breaks off is no end while the device may resume', () => {
  const parted = createPartedDownloads(1_000)
  const one = attempt()
  parted.begun(part(0), one)(aborted(30))
  vi.advanceTimersByTime(999)
  // More had arrived than the server could see.
  parted.continued(part(35))?.(complete(65))
  vi.advanceTimersByTime(5_000)
  expect(one.told).toEqual(['downloading 30', 'delivered'])
})

test('a device that does not come back for the next part has given up', () => {
  const parted = createPartedDownloads(1_000)
  const one = attempt()
  parted.begun(part(0, 39), one)(complete(40))
  vi.advanceTimersByTime(1_000)
  expect(one.told).toEqual(['downloading 40', 'cut 40'])
  expect(parted.continued(part(40))).toBeNull()
})

test.each([
  ['begins anew', part(0)],
  ['asks for another image', part(40, size - 1, 'b')],
])('a device that %s has given up what was under way', (_what, next) => {
  const parted = createPartedDownloads()
  const one = attempt()
  parted.begun(part(0, 39), one)(complete(40))
  expect(parted.continued(next)).toBeNull()
  expect(one.told).toEqual(['downloading 40', 'cut 40'])
  const two = attempt()
  parted.begun(next, two)
  expect(parted.continued(part(50, size - 1, next.sha256))).not.toBeNull()
})

test('what becomes of a connection that the device has left for a new one is of no account', () => {
  const parted = createPartedDownloads()
  const one = attempt()
  const stalled = parted.begun(part(0), one)
  stalled(running(30))
  const resumed = parted.continued(part(30))
  resumed?.(running(10))
  stalled(aborted(30))
  resumed?.(complete(70))
  expect(one.told).toEqual(['downloading 30', 'downloading 40', 'delivered'])
})

test('parts that leave a gap are never an image', () => {
  const parted = createPartedDownloads()
  const one = attempt()
  parted.begun(part(0, 9), one)(complete(10))
  parted.continued(part(84))?.(complete(16))
  expect(one.told).toEqual(['downloading 10', 'downloading 10'])
})
