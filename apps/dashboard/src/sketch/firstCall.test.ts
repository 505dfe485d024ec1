import { expect, test } from 'vitest'
import { exampleCheckIn } from '../testing/examples.ts'
import { callerOf, firstCall } from './firstCall.ts'

const known = exampleCheckIn({ id: 1 })
const refused = exampleCheckIn({ id: 2, device: null, address: '192.168.1.90', verdict: 'refused' })
const fresh = exampleCheckIn({ id: 3, device: 'AA:BB:CC:DD:EE:02' })
const again = exampleCheckIn({ id: 4, device: 'AA:BB:CC:DD:EE:02' })

test('the first call of a board that was not known is the one waited for', () => {
  expect(firstCall([again, fresh, refused, known], new Set([callerOf(known)]))).toBe(fresh)
})

test('a request that could not be understood is not a check-in', () => {
  expect(firstCall([refused], new Set())).toBeUndefined()
})

test('a client without a name is known by its address', () => {
  expect(callerOf(refused)).toBe('192.168.1.90')
})
