import { expect, test } from 'vitest'
import { relativeTime } from './relativeTime.ts'

const now = Date.parse('2026-02-21T09:00:00.000Z')
const ago = (seconds: number) => relativeTime(now - seconds * 1000, now)

test('a moment is told in the largest unit that it fills', () => {
  expect(ago(12)).toBe('12 seconds ago')
  expect(ago(61)).toBe('1 minute ago')
  expect(ago(3 * 3600)).toBe('3 hours ago')
  expect(ago(3 * 86_400)).toBe('3 days ago')
})

test('a part of a unit is cut off, so nothing looks older than it is', () => {
  expect(ago(119)).toBe('1 minute ago')
})

test('after thirty days the date is shown', () => {
  expect(ago(40 * 86_400)).toBe('Jan 12, 2026')
})

test('a server whose clock is a little ahead reports things that happen just now', () => {
  expect(ago(2)).toBe('just now')
  expect(ago(-30)).toBe('just now')
  expect(ago(-600)).toBe('in 10 minutes')
})
