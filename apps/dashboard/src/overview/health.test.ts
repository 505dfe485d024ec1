import type { DeviceViews } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { healthSentence } from './health.ts'

const views = (over: Partial<DeviceViews>): DeviceViews => ({
  all: 0,
  upToDate: 0,
  updating: 0,
  behind: 0,
  held: 0,
  failed: 0,
  unserved: 0,
  silent: 0,
  new: 0,
  weak: 0,
  ...over,
})

test('the sentence says how many are up to date, how many are on their way, and how much needs the owner', () => {
  expect(healthSentence(views({ all: 1248, upToDate: 1241, updating: 4 }), 3)).toBe(
    '1,241 of 1,248 devices are up to date, 4 are updating. 3 things need you.',
  )
  expect(healthSentence(views({ all: 2, upToDate: 2 }), 0)).toBe('All 2 devices are up to date.')
})

test('one device is spoken of as one', () => {
  expect(healthSentence(views({ all: 1, upToDate: 1 }), 0)).toBe('Your device is up to date.')
  expect(healthSentence(views({ all: 1, updating: 1 }), 0)).toBe('Your device is updating.')
  expect(healthSentence(views({ all: 1, behind: 1 }), 1)).toBe(
    'Your device is not up to date yet. One thing needs you.',
  )
})

test('one of several is spoken of as one', () => {
  expect(healthSentence(views({ all: 4, upToDate: 1, updating: 1 }), 0)).toBe(
    '1 of 4 devices is up to date, one is updating.',
  )
})

test('silence is not taken for health', () => {
  expect(healthSentence(views({}), 0)).toBe('No board has checked in yet.')
})
