import { expect, test } from 'vitest'
import { exampleSummary } from '../testing/exampleDevices.ts'
import { rhythmWords, silentSentence, spanWords } from './rhythm.ts'

test('a span is said in its largest sensible unit', () => {
  expect([0.4, 60, 119, 120, 3600, 7200, 86_400, 259_200].map(spanWords)).toEqual([
    '0 s',
    '60 s',
    '119 s',
    '2 min',
    '60 min',
    '2 h',
    '24 h',
    '3 days',
  ])
})

test('a rhythm is never said more exactly than it is known', () => {
  expect(rhythmWords(61.3)).toBe('about every 61 s')
  expect(rhythmWords(null)).toBe('not known yet')
})

test('only a silent device is said to be silent; one that sleeps for long is not', () => {
  const now = Date.parse('2026-02-21T15:00:00.000Z')
  expect(silentSentence(exampleSummary({ interval: 86_400 }), now)).toBeNull()
  expect(silentSentence(exampleSummary({ silent: true }), now)).toBe(
    'It calls about every 60 s, and has not been heard of for 6 h.',
  )
  expect(silentSentence(exampleSummary({ silent: true, interval: null }), now)).toBe(
    'It called once, and has not been heard of for 6 h.',
  )
})
