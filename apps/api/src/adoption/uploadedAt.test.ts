import { formatUploaded } from '@cyberdeck-ota/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readUploadedAt } from './uploadedAt.ts'

test.each([
  ['2025-02-21 09:00 UTC', '2025-02-21T09:00:00.000Z'],
  ['2025-02-21 09:00', '2025-02-21T09:00:00.000Z'],
  ['2025-02-21T09:00:30Z', '2025-02-21T09:00:30.000Z'],
  ['2025-02-21T09:00:30.123456', '2025-02-21T09:00:30.123Z'],
  ['2025-02-21T10:00:00+01:00', '2025-02-21T09:00:00.000Z'],
  ['2025-02-21 10:00:00 +0100', '2025-02-21T09:00:00.000Z'],
  [' 2025-02-21 ', '2025-02-21T00:00:00.000Z'],
])('the date %s is understood', (text, expected) => {
  expect(readUploadedAt(text)).toBe(expected)
})

test.each(['', 'yesterday', '21.02.2025', '2025-13-01 09:00 UTC', '2025-02-21 25:00 UTC', '1740128400'])(
  'the text "%s" is no date',
  (text) => {
    expect(readUploadedAt(text)).toBeNull()
  },
)

test('a date is understood as this server writes it', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const minute = Math.floor(date.getTime() / 60_000) * 60_000
      expect(readUploadedAt(formatUploaded(date.toISOString()))).toBe(new Date(minute).toISOString())
    }),
  )
})
