import { DeviceState } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DeviceTerm } from './deviceQuery.ts'
import { agoFields, deviceMarks, textFields } from './deviceQueryFields.ts'
import { formatTerm } from './deviceQueryFormat.ts'
import { parseDeviceQuery } from './deviceQueryParse.ts'
import { versionSortKey } from './versionSortKey.ts'

const not = fc.boolean()
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }),
  fc.constantFrom('two words', '-x', '"', '\\', 'a:b', 'AA:BB', 'fe80::1', '<3', ' ', 'tag:a'),
)
const ago = fc.oneof(
  fc.integer({ min: 0, max: 999_999 }).map((seconds) => seconds * 1_000),
  fc.integer({ min: 0, max: 999_999 }),
  fc.integer({ min: 1, max: 999_999 }).map((weeks) => weeks * 604_800_000),
)
const term: fc.Arbitrary<DeviceTerm> = fc.oneof(
  fc.record({ not, field: fc.constantFrom('word' as const, ...textFields), text }),
  fc.record({ not, field: fc.constant('state' as const), state: fc.constantFrom(...DeviceState.options) }),
  fc.record({ not, field: fc.constant('is' as const), what: fc.constantFrom(...deviceMarks) }),
  fc
    .record({
      not,
      field: fc.constant('version' as const),
      compare: fc.constantFrom('=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const),
      version: text,
    })
    .map((term) => ({ ...term, key: versionSortKey(term.version) })),
  fc.record({ not, field: fc.constantFrom(...agoFields), compare: fc.constantFrom('<', '>'), ago }),
)

it('writes every term so that it is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 5 }), (terms) => {
      expect(parseDeviceQuery(terms.map(formatTerm).join(' '))).toEqual({ terms })
    }),
    { numRuns: 3_000 },
  )
})

it.each([
  'tag:farm',
  'version:<2.34',
  'seen:>1d',
  'first-seen:<36h',
  '-is:silent',
  'id:AA:BB',
  '"two words"',
])('writes %s as people do', (text) => {
  const read = parseDeviceQuery(text)
  expect('terms' in read && read.terms.map(formatTerm)).toEqual([text])
})
