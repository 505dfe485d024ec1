import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Heard, hasJoined } from './hasJoined.ts'

const heard = (polls: number, at: number): Heard => ({ polls, lastSeenAt: new Date(at).toISOString() })
const anyHeard = fc
  .tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 4e12 }))
  .map(([polls, at]) => heard(polls, at))

test('a board that the server does not know has not joined, and one that is new to it has', () => {
  expect(hasJoined(null, null)).toBe(false)
  expect(hasJoined(heard(3, 0), null)).toBe(false)
  expect(hasJoined(null, heard(1, 0))).toBe(true)
})

test('a board that was in the fleet before has not joined until it is heard again', () => {
  fc.assert(fc.property(anyHeard, (before) => !hasJoined(before, { ...before })))
})

test('one more poll is enough, whatever the server’s clock did meanwhile', () => {
  fc.assert(
    fc.property(anyHeard, fc.integer({ min: 0, max: 4e12 }), (before, at) =>
      hasJoined(before, heard(before.polls + 1, at)),
    ),
  )
})

test('a later check-in is enough, though a server that was cut off has forgotten some polls', () => {
  expect(hasJoined(heard(90, 1000), heard(80, 2000))).toBe(true)
})
