import { AttemptState, type Evidence } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { bytesWords, evidenceSentence } from './attemptWords.ts'

test('bytes that nobody acknowledged are said to be about so many', () => {
  const bytes = { acknowledged: 412_000, size: 1_200_000 }
  expect(bytesWords({ ...bytes, approximate: false })).toBe('412 kB of 1.2 MB')
  expect(bytesWords({ ...bytes, approximate: true })).toBe('about 412 kB of 1.2 MB')
})

test('the proof of an update and that of a fall back are told apart', () => {
  const digest: Evidence = { code: 'digest', version: '1.02', said: '1.00' }
  expect(evidenceSentence('confirmed', digest, '1.02')).toBe(
    'Its digest proves that it runs 1.02, although it says 1.00.',
  )
  expect(evidenceSentence('reverted', { ...digest, version: '1.01', said: '1.01' }, '1.02')).toBe(
    'Its digest proves that it runs what it ran before, 1.01.',
  )
})

test('what is no failure says so', () => {
  for (const evidence of [{ code: 'declined', acknowledged: 1024 }, { code: 'server-stopped' }] as const)
    expect(evidenceSentence('aborted', evidence, '1.02')).toMatch(/no failure\.$/)
})

test('every evidence is a sentence in every state', () => {
  const all: Evidence[] = [
    { code: 'answered' },
    { code: 'bytes', acknowledged: 1, size: 2, approximate: true },
    { code: 'cut', acknowledged: 1, size: 2 },
    { code: 'digest', version: null, said: null },
    { code: 'unknown-digest', said: '1.02' },
    { code: 'version', said: null },
    { code: 'asked-again' },
    { code: 'silence', seconds: 700 },
  ]
  for (const state of AttemptState.options)
    for (const evidence of all) expect(evidenceSentence(state, evidence, '1.02')).toMatch(/^[A-Z].+\.$/)
})
