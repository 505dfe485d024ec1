import { DeviceState } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { exampleSummary } from '../testing/exampleDevices.ts'
import { stateMark, stateWord } from './stateWords.ts'

test('every state has a word of its own', () => {
  expect(new Set(DeviceState.options.map(stateWord)).size).toBe(DeviceState.options.length)
})

test('what is in the way is said beside the state, and nothing where nothing is', () => {
  const held = stateMark({ state: 'held', reason: { code: 'held', target: '1.02' } })
  expect(held).toMatchObject({ word: 'Held', tone: 'warning', because: 'on hold' })
  expect(stateMark(exampleSummary()).because).toBeNull()
})

test('only an update under way pulses', () => {
  const { reason } = exampleSummary()
  expect(DeviceState.options.filter((state) => stateMark({ state, reason }).pulse)).toEqual(['updating'])
})
