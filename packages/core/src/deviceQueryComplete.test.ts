import type { DeviceFacets } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeDeviceQuery } from './deviceQueryComplete.ts'
import { deviceFields } from './deviceQueryFields.ts'
import { parseDeviceQuery } from './deviceQueryParse.ts'

const facets: DeviceFacets = {
  tags: ['farm', 'barn', 'far-away'],
  versions: ['1.02', 'my build', '1.01'],
  boards: ['s3-sense'],
  chips: ['ESP32', 'ESP32-S3'],
  products: ['farm-light'],
  channels: ['stable', 'beta'],
}

/** The text with `|` where the caret stands, and what it would be with each of the options. */
function completed(marked: string): string[] {
  const text = marked.replace('|', '')
  const { from, to, options } = completeDeviceQuery(text, marked.indexOf('|'), facets)
  return options.map((option) => text.slice(0, from) + option.text + text.slice(to))
}

describe('completing a query', () => {
  it('offers every field where nothing is typed', () => {
    expect(completed('tag:farm |')).toEqual(deviceFields.map((field) => `tag:farm ${field}:`))
  })

  it.each<[string, string[]]>([
    ['st|', ['state:', 'channel:stable']],
    ['tag:|', ['tag:farm', 'tag:barn', 'tag:far-away']],
    ['-tag:fa|', ['-tag:farm', '-tag:far-away']],
    ['tag:ar|x', ['tag:farm', 'tag:barn', 'tag:far-away']],
    ['tag:b| is:new', ['tag:barn is:new']],
    ['version:<1|', ['version:<1.02', 'version:<1.01']],
    ['version:my|', ['version:"my build"']],
    ['version:"my b|', ['version:"my build"']],
    ['chip:esp32-|', ['chip:ESP32-S3']],
    ['is:w|', ['is:weak', 'is:new']],
    ['seen:>1|', ['seen:>1h', 'seen:>1d', 'seen:>1w']],
    ['seen:|', ['<5m', '<1h', '<1d', '>1h', '>1d', '>1w'].map((value) => `seen:${value}`)],
    ['TAG:bar|', ['TAG:barn']],
    ['colour:|', []],
    ['name:|', []],
    ['fi|rst-seen:<1d', ['first-seen:<1d']],
  ])('of %s', (marked, options) => {
    expect(completed(marked)).toEqual(options)
  })

  it('finds a value by itself', () => {
    expect(completed('farm|')).toEqual(['tag:farm', 'product:farm-light'])
    expect(completed('silent|')).toEqual(['is:silent'])
  })

  it('only ever offers what can be read, given a value behind a field that wants one', () => {
    const piece = fc.constantFrom('tag:', 'fa', 'seen:', 'version:', '<', '-', 's', 'is:', '1')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), fc.nat(), (pieces, at) => {
        const before = '-is:new "two words" '
        const text = before + pieces.join('')
        const caret = before.length + (at % (text.length - before.length + 1))
        const { from, to, options } = completeDeviceQuery(text, caret, facets)
        expect([before.length <= from, from <= to, caret <= to]).toEqual([true, true, true])
        for (const { text: option, value } of options) {
          const completed = text.slice(0, from) + option + (value === null ? '1' : '')
          if (!/seen:1$|state:1$|is:1$/.test(completed))
            expect(parseDeviceQuery(completed)).toHaveProperty('terms')
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
