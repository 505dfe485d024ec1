import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDeviceQuery } from './deviceQueryParse.ts'
import { versionSortKey } from './versionSortKey.ts'

const day = 86_400_000

describe('a query for devices', () => {
  it('reads terms of every kind', () => {
    const text =
      'tag:farm version:<2.34 seen:>1d first-seen:<1.5h state:Failed IS:silent product:x board:y chip:ESP32-S3 ' +
      'channel:beta name:kitchen pin:1.02 id:AA:BB address:10.0. -tag:x "two words" bare'
    expect(parseDeviceQuery(text)).toEqual({
      terms: [
        { not: false, field: 'tag', text: 'farm' },
        { not: false, field: 'version', compare: '<', version: '2.34', key: versionSortKey('2.34') },
        { not: false, field: 'seen', compare: '>', ago: day },
        { not: false, field: 'first-seen', compare: '<', ago: 5_400_000 },
        { not: false, field: 'state', state: 'failed' },
        { not: false, field: 'is', what: 'silent' },
        { not: false, field: 'product', text: 'x' },
        { not: false, field: 'board', text: 'y' },
        { not: false, field: 'chip', text: 'ESP32-S3' },
        { not: false, field: 'channel', text: 'beta' },
        { not: false, field: 'name', text: 'kitchen' },
        { not: false, field: 'pin', text: '1.02' },
        { not: false, field: 'id', text: 'AA:BB' },
        { not: false, field: 'address', text: '10.0.' },
        { not: true, field: 'tag', text: 'x' },
        { not: false, field: 'word', text: 'two words' },
        { not: false, field: 'word', text: 'bare' },
      ],
    })
  })

  it.each(['', '   '])('finds all where nothing is asked: %j', (text) => {
    expect(parseDeviceQuery(text)).toEqual({ terms: [] })
  })

  it.each(['24:6F:28:AE:C5:8C', 'aa:bb', 'fe80::1', '::1'])('takes the pasted %s for a word', (text) => {
    expect(parseDeviceQuery(text)).toEqual({ terms: [{ not: false, field: 'word', text }] })
  })

  it.each([
    ['=', 'version:2.34'],
    ['=', 'version:=2.34'],
    ['<=', 'version:<=2.34'],
    ['>', 'version:>2.34'],
    ['>=', 'version:>="2.34"'],
  ])('compares versions by %s in %s', (compare, text) => {
    expect(parseDeviceQuery(text)).toMatchObject({ terms: [{ compare, version: '2.34' }] })
  })

  it('keeps quoted characters as they are', () => {
    expect(parseDeviceQuery(String.raw`-name:"the \"big\" one\\" "-x" "a:b" name:">3"`)).toEqual({
      terms: [
        { not: true, field: 'name', text: 'the "big" one\\' },
        { not: false, field: 'word', text: '-x' },
        { not: false, field: 'word', text: 'a:b' },
        { not: false, field: 'name', text: '>3' },
      ],
    })
  })

  it.each([
    [
      'tag:a colour:red',
      6,
      'There is no field “colour”; the fields are state, is, version, seen, first-seen, tag,',
    ],
    ['-Foo:x', 1, 'There is no field “Foo”'],
    ['a tag:', 6, '“tag:” needs a value'],
    ['version:<', 8, '“version:” needs a value'],
    ['tag:""', 4, '“tag:” needs a value'],
    ['state:on', 6, '“state:” is one of up-to-date, updating, behind, held, failed and unserved.'],
    ['is:odd', 3, '“is:” is one of silent, new, weak, held, pinned, quarantined and mislabelled.'],
    ['seen:1d', 5, '“seen:” takes < or > and a duration'],
    ['seen:>=1d', 5, '“seen:” takes < or > and a duration'],
    ['first-seen:<1y', 11, '“first-seen:” takes < or > and a duration'],
    ['name:<3', 5, '“name:” takes no “<”'],
    ['a name:"kitchen', 7, 'The quote that begins here has no end.'],
    ['name:"kitchen\\', 5, 'The quote that begins here has no end.'],
    ['a -', 2, 'Nothing stands behind this “-”.'],
    ['""', 0, 'There is nothing between these quotes.'],
    ['x'.repeat(1_001), 1_000, 'A query has at most 1000 characters; this has 1001.'],
    ['x '.repeat(21), 40, 'A query has at most 20 terms; this has 21.'],
  ])('says what is wrong with %j', (text, at, problem) => {
    expect(parseDeviceQuery(text)).toEqual({ problem: expect.stringContaining(problem), at })
  })

  it('reads any text or says in a sentence where it cannot', () => {
    const piece = fc.oneof(
      fc.constantFrom('tag:', 'seen:>', '-', '"', '\\', ' ', ':', '1d', 'is:new'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const read = parseDeviceQuery(text)
        if (!('problem' in read)) return
        expect(read.problem).toMatch(/^.+\.$/s)
        expect(read.at).toBeGreaterThanOrEqual(0)
        expect(read.at).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 3_000 },
    )
  })
})
