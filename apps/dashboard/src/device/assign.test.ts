import { expect, test } from 'vitest'
import { isAsLeft, replacedBy } from './assign.ts'

const assigned = { name: 'Pump', notes: '', tags: ['farm'], channel: 'beta', pin: null, hold: false }

test('what a change replaces is put back by its undo, and nothing else', () => {
  expect(replacedBy({ pin: '1.02', hold: true }, assigned)).toEqual({ pin: null, hold: false })
  expect(replacedBy({ tags: [] }, assigned)).toEqual({ tags: ['farm'] })
})

test('what was decided again since is told from what the change left', () => {
  expect(isAsLeft({ tags: ['roof', 'farm'] }, { ...assigned, tags: ['farm', 'roof'] })).toBe(true)
  expect(isAsLeft({ tags: ['farm'] }, { ...assigned, tags: ['farm', 'roof'] })).toBe(false)
  expect(isAsLeft({ hold: false, pin: '1.02' }, assigned)).toBe(false)
})
