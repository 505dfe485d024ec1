import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firmwareOfSearch, isSameRelease, searchWithFirmware } from './firmwareInAddress.ts'
import { flashSearchOf } from './flashSearch.ts'
import { wayNames } from './ways.ts'

const text = fc.string({ minLength: 1 })
const release = fc.record({
  kind: fc.constant('release' as const),
  product: text,
  version: text,
  board: fc.option(text),
})

test('what cannot be read is as if it were not there', () => {
  expect(flashSearchOf({ way: 'by pigeon', product: '', version: ['1'], else: 'x' })).toEqual({})
})

test('a release that stands in the address is chosen as it was', () => {
  fc.assert(
    fc.property(release, text, fc.constantFrom(...wayNames), (firmware, device, way) => {
      const search = searchWithFirmware({ product: 'other', version: '1', board: 'x', device, way }, firmware)
      const read = flashSearchOf({ ...search })
      expect(read).toMatchObject({ device, way })
      const named = firmwareOfSearch(read)
      expect(named && isSameRelease(firmware, named)).toBe(true)
    }),
  )
})

test('files from the visitor’s disk leave no release in the address', () => {
  const search = { product: 'thermo', version: '2.34', device: 'kitchen' }
  expect(searchWithFirmware(search, { kind: 'files', files: [] })).toEqual({ device: 'kitchen' })
  expect(firmwareOfSearch({ product: 'thermo' })).toBeNull()
})
