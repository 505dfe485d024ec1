import { expect, test } from 'vitest'
import { hasWords, wordsOf } from './words.ts'

test('all words must occur, in any order and case', () => {
  expect(hasWords('Held: 1.02 does not fit', wordsOf(' fit HELD '))).toBe(true)
  expect(hasWords('Held: 1.02 does not fit', wordsOf('fit 1.03'))).toBe(false)
})

test('no words match everything', () => {
  expect(hasWords('anything', wordsOf('  '))).toBe(true)
})
