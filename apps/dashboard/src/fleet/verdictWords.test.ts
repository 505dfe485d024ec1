import { expect, test } from 'vitest'
import { exampleCheckIn } from '../testing/examples.ts'
import { answerOf } from './verdictWords.ts'

const offered = exampleCheckIn({ verdict: 'update' })
const aborted = { state: 'aborted', sent: 4000, size: 1000_000, approximate: false } as const

test('a plain client that leaves after the first bytes has not failed: it only looked', () => {
  expect(answerOf({ ...offered, client: 'plain', download: aborted }).word).toBe('Update offered')
  expect(answerOf({ ...offered, download: aborted }).word).toBe('Download ended early')
})

test('without a download the verdict speaks', () => {
  expect(answerOf(exampleCheckIn())).toEqual({ word: 'Up to date', tone: 'good' })
})
