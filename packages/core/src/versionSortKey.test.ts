import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { versionLike } from '../test/versions.ts'
import { compareVersions, sameVersion } from './version.ts'
import { versionSortKey } from './versionSortKey.ts'

const digits = fc
  .array(fc.constantFrom('0', '1', '9'), { minLength: 1, maxLength: 120 })
  .map((all) => all.join(''))
const word = fc.constantFrom('rc', 'rca', 'alpha', 'dirty', 'g0296', 'x')
const longVersion = fc
  .array(fc.oneof(digits, word), { minLength: 1, maxLength: 6 })
  .chain((parts) => fc.constantFrom(parts.join('.'), `1-${parts.join('.')}`, `1(${parts.join('')}é~ )`))
const anyText = fc.oneof(
  { weight: 4, arbitrary: versionLike },
  { weight: 2, arbitrary: longVersion },
  fc.string(),
  fc.string({ unit: 'binary' }),
)

const sign = (a: string, b: string) => (a < b ? -1 : Number(a > b))

describe('the sort key of a version', () => {
  it('has the order of the versions', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(sign(versionSortKey(a), versionSortKey(b))).toBe(Math.sign(compareVersions(a, b)))
      }),
      { numRuns: 10_000 },
    )
  })

  it('is the same for the same version only', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        // A text without an order is the same only as itself, though white space around it does not sort it elsewhere.
        if (a.trim() !== b.trim()) expect(versionSortKey(a) === versionSortKey(b)).toBe(sameVersion(a, b))
      }),
      { numRuns: 5_000 },
    )
  })

  it('keeps numbers of any length in their order', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (a, b) => {
        const order = a < b ? -1 : Number(a > b)
        expect(sign(versionSortKey(`1.${a}`), versionSortKey(`1.${b}`))).toBe(order)
      }),
    )
  })

  it('is short, printable ASCII, which every database sorts alike', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.constant('İ'), fc.constant('\u0000')),
        fc.constantFrom('', '1(', 'v1.0-'),
        (text, front) => {
          const key = versionSortKey(
            `${front}${text.repeat(Math.ceil(128 / (text.length || 1)))}`.slice(0, 127).concat(')'),
          )
          expect(key).toMatch(/^[ -~]*$/)
          expect(key.length).toBeLessThanOrEqual(1_300)
        },
      ),
    )
  })
})
