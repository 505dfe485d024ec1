import { compareVersions as oracle } from 'compare-versions'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { versionLike } from '../test/versions.ts'
import { compareVersions, isOrderable, sameVersion } from './version.ts'

const anyText = fc.oneof(versionLike, fc.string(), fc.string({ unit: 'binary' }))

describe('the order of versions', () => {
  it('goes up along this list', () => {
    const ascending = [
      'nightly',
      '0.9',
      '1.0-alpha',
      '1.0-alpha.1',
      '1.0-beta.2',
      '1.0-beta.10',
      '1.0rc1',
      '1.0-rc.2',
      '1.0-rc.2-3-g0296947',
      '1.0rc10',
      '1.0',
      '1.0-dirty',
      'v1.0-2-g0296947',
      'v1.0-2-g0296947-dirty',
      'v1.0-10-g0296947',
      '1.0.0.1',
      '1.0.0.1(minimal)',
      '1.0.0.1(tasmota32)',
      '1.02',
      '1.02a',
      '1.02b',
      '1.2.0.1',
      '1.9',
      '1.10',
      '2.0.1-rc.1',
      '2.0.1',
      '2025-02-21',
      '2025.02.21',
      '9007199254740992',
      '9007199254740993',
    ]
    expect([...ascending].reverse().sort(compareVersions)).toEqual(ascending)
  })

  it.each([
    ['1.02', '1.2'],
    ['1.0', '1.00'],
    ['1.0', '1.0.0'],
    ['1', '1.0.0.0'],
    ['v1.2.3', '1.2.3'],
    ['V1.2', '1.2'],
    ['1.0-rc1', '1.0-RC.1'],
    ['1.0rc1', '1.0~rc1'],
    ['1.0+abc', '1.0+def.2'],
    ['1.0-rc.01', '1.0-rc.1'],
    ['1.4.1-0-g0296947', '1.4.1'],
    [' 1.00\n', '1.0'],
    ['00000000000000000000000000000000001', '1'],
  ])('takes %j and %j for one version', (a, b) => {
    expect(compareVersions(a, b)).toBe(0)
    expect(sameVersion(b, a)).toBe(true)
  })

  it.each([
    'nightly',
    '',
    'b1c75d1-dirty',
    '45c1b25',
    '4567b12',
    '1234567a-dirty',
    '1.x',
    '1..2',
    '1.',
    '1.0-',
    '1.0-ü',
    'esp-idf: v4.4.4',
    '1:2.0',
  ])('has no place for %j, which comes first and is the same only as itself', (text) => {
    expect(isOrderable(text)).toBe(false)
    expect(compareVersions(text, '0')).toBeLessThan(0)
    expect(sameVersion(text, text)).toBe(true)
    expect(sameVersion(text, `${text}x`)).toBe(false)
  })

  it('keeps two commits after the same tag apart', () => {
    expect(sameVersion('1.0-2-g0296947', '1.0-2-g1296947')).toBe(false)
    expect(sameVersion('1.0-2-g0296947', 'v1.00-2-g0296947')).toBe(true)
  })

  it('is a total order over all texts', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (a, b, c) => {
        const sign = (x: string, y: string) => Math.sign(compareVersions(x, y))
        expect(sign(a, a)).toBe(0)
        expect(sign(a, b) + sign(b, a)).toBe(0)
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0)
        if (sign(a, b) === 0) expect(sign(a, c)).toBe(sign(b, c))
      }),
      { numRuns: 5000 },
    )
  })

  it('puts every text without an order before every version', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        if (!isOrderable(a) && isOrderable(b)) expect(compareVersions(a, b)).toBeLessThan(0)
      }),
    )
  })

  it('compares numbers of any length as numbers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (a, b) => {
        const order = a < b ? -1 : Number(a > b)
        expect(Math.sign(compareVersions(`1.${a}`, `1.${b}`))).toBe(order)
        expect(Math.sign(compareVersions(`1.0-rc${a}`, `1.0-rc${b}`))).toBe(order)
      }),
    )
  })

  it('agrees with compare-versions where that has an answer of its own', () => {
    const number = fc.nat({ max: 30 }).map(String)
    // It reads a missing identifier as 0 and a word that starts with digits as a number, and knows no git describe.
    const identifier = fc.oneof(
      fc.integer({ min: 1, max: 30 }).map(String),
      fc.constantFrom('alpha', 'beta', 'rc', 'foo'),
    )
    const version = fc
      .tuple(
        fc.array(number, { minLength: 3, maxLength: 4 }),
        fc.option(fc.array(identifier, { minLength: 1, maxLength: 3 })),
        fc.boolean(),
        fc.boolean(),
      )
      .map(
        ([numbers, preRelease, v, built]) =>
          `${v ? 'v' : ''}${numbers.join('.')}${preRelease ? `-${preRelease.join('.')}` : ''}${built ? '+b7' : ''}`,
      )
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(a, b))).toBe(oracle(a, b))
      }),
      { numRuns: 3000 },
    )
  })

  it('stays quick on long hostile texts', () => {
    const began = performance.now()
    for (const part of ['-', '1', '.', '-1', '(', '-1-g', '1.', 'a', ' ', '+', '-g0000', '-dirty']) {
      compareVersions(`1${part.repeat(16_000)}!`, `1${part.repeat(16_000)}`)
    }
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
