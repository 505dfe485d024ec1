import type { Refusal } from '@cyberdeck-ota/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cursorFor, cursorIn } from './deviceCursor.ts'

const list = { query: 'tag:farm', sort: 'name' }

test('the first page has no cursor', () => {
  expect(cursorIn(list)).toBeNull()
})

test('a cursor comes back as the store gave it', () => {
  fc.assert(
    fc.property(fc.string(), (next) => {
      expect(cursorIn({ ...list, cursor: cursorFor(list, next) })).toBe(next)
    }),
  )
})

test.each([
  ['of another sort', cursorFor({ ...list, sort: '-name' }, '7')],
  ['of another query', cursorFor({ ...list, query: '' }, '7')],
  ['that is changed', `${cursorFor(list, '7')}1`],
  ['without its first half', '7'],
  ['that is empty', ''],
])('a cursor %s is refused', (_, cursor) => {
  expect(() => cursorIn({ ...list, cursor })).toThrow(
    expect.objectContaining({ code: 'bad-field', sentence: expect.stringContaining('cursor') } as Refusal),
  )
})
