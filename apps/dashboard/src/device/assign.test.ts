import { expect, test } from 'vitest'
import { replacedBy } from './assign.ts'

const assigned = { name: 'Pump', notes: '', tags: ['farm'], channel: 'beta', pin: null, hold: false }

test('what a change replaces is put back by its undo, and nothing else', () => {
  expect(replacedBy({ pin: '1.02', hold: true }, assigned)).toEqual({ pin: null, hold: false })
  expect(replacedBy({ tags: [] }, assigned)).toEqual({ tags: ['farm'] })
})
