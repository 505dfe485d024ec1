import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLive } from './live.ts'

/** An EventSource whose events the test plays. */
class FakeSource extends EventTarget {
  readyState = 0
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  close() {
    this.readyState = 2
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const sources: FakeSource[] = []
  const read: string[][] = []
  const live = createLive({
    open: () => {
      const source = new FakeSource()
      sources.push(source)
      return source as unknown as EventSource
    },
    reread: (names) => read.push([...names]),
    pollEvery: 10_000,
    grace: 4000,
  })
  const end = live.subscribe(() => {})
  return { live, sources, read, end, newest: () => sources.at(-1) as FakeSource }
}

test('a hint says what to read again', () => {
  const { read, newest } = setUp()
  newest().onopen?.()
  read.length = 0
  newest().dispatchEvent(new Event('check-ins'))
  expect(read).toEqual([['check-ins', 'server']])
})

test('hints at devices that come without end are followed every two seconds', () => {
  const { read, newest } = setUp()
  newest().onopen?.()
  read.length = 0
  for (let n = 0; n < 8; n++) {
    newest().dispatchEvent(new Event('devices'))
    vi.advanceTimersByTime(500)
  }
  expect(read).toEqual([
    ['devices', 'device'],
    ['devices', 'device'],
    ['devices', 'device'],
  ])
})

test('after a gap everything is read again, because hints were missed', () => {
  const { live, read, newest } = setUp()
  newest().onopen?.()
  read.length = 0
  newest().onerror?.()
  newest().onopen?.()
  expect(read).toEqual([
    ['registry', 'server', 'check-ins', 'devices', 'device', 'demo', 'flash-jobs', 'serial-ports'],
  ])
  expect(live.get()).toBe('live')
})

test('a short gap, as when the server ends a stream on purpose, goes unnoticed', () => {
  const { live, newest } = setUp()
  newest().onopen?.()
  newest().onerror?.()
  vi.advanceTimersByTime(3000)
  newest().onopen?.()
  vi.advanceTimersByTime(3000)
  expect(live.get()).toBe('live')
})

test('while the stream is gone the page asks now and then', () => {
  const { live, read, newest } = setUp()
  newest().onopen?.()
  newest().onerror?.()
  vi.advanceTimersByTime(4000)
  expect(live.get()).toBe('reconnecting')
  read.length = 0
  vi.advanceTimersByTime(20_000)
  expect(read).toHaveLength(2)
})

test('a stream that was refused for good is opened anew', () => {
  const { sources, newest } = setUp()
  newest().readyState = 2
  newest().onerror?.()
  vi.advanceTimersByTime(10_000)
  expect(sources).toHaveLength(2)
})

test('with the last listener gone nothing is open and nothing is asked', () => {
  const { read, newest, end } = setUp()
  end()
  vi.advanceTimersByTime(60_000)
  expect(newest().readyState).toBe(2)
  expect(read).toEqual([])
})
