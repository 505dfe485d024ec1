import { expect, test } from 'vitest'
import { exampleBatchBoard as board } from '../../testing/exampleBatch.ts'
import { awaited, countWords, resultWords } from './batchBoard.ts'

test('the first check-in is awaited of every board that was written and has not made one', () => {
  const list = [
    board({ number: 1, mac: 'A' }),
    board({ number: 2, mac: 'B', joinedAt: '2026-02-21T09:05:00.000Z' }),
    board({ number: 3, mac: 'C', outcome: 'failed' }),
    board({ number: 4, mac: null }),
    board({ number: 5, mac: 'D', outcome: 'does-not-start' }),
  ]
  expect(awaited(list).map(({ number }) => number)).toEqual([1, 5])
})

test('a check-in of a board that was flashed twice belongs to the second time', () => {
  const list = [board({ number: 1 }), board({ number: 2, outcome: 'failed' }), board({ number: 3 })]
  expect(awaited(list).map(({ number }) => number)).toEqual([3])
})

test('a board that does not start is counted as failed', () => {
  const list = [
    board({ mac: 'A' }),
    board({ mac: 'B', outcome: 'does-not-start' }),
    board({ mac: 'C', outcome: 'failed' }),
  ]
  expect(countWords(list)).toBe('1 flashed, 2 failed')
})

test('a board counts once, as what became of it the last time', () => {
  const list = [
    board({ number: 1, outcome: 'failed' }),
    board({ number: 2, mac: null, outcome: 'failed' }),
    board({ number: 3, mac: null, outcome: 'failed' }),
    board({ number: 4 }),
  ]
  expect(countWords(list)).toBe('1 flashed, 2 failed')
})

test('a board that tells no version of its own is said to have started', () => {
  expect(resultWords(board())).toBe('Flashed, says 2.34')
  expect(resultWords(board({ says: null }))).toBe('Flashed, started')
  expect(resultWords(board({ says: null, started: false }))).toBe('Flashed')
  expect(resultWords(board({ says: null, outcome: 'does-not-start' }))).toBe('Does not start')
})
