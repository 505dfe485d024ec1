import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hexAddress, largestFlash, readAddress } from './readAddress.ts'

const sectors = fc.integer({ min: 0, max: largestFlash / 0x1000 - 1 })

test('every sector is read as it is written, hexadecimal in either case or decimal', () => {
  fc.assert(
    fc.property(sectors, fc.boolean(), fc.constantFrom('', ' ', '\t'), (sector, upper, space) => {
      const address = sector * 0x1000
      const hex = hexAddress(address)
      const text = upper ? `0X${hex.slice(2).toUpperCase()}` : hex
      expect(readAddress(`${space}${text}${space}`)).toEqual({ address })
      expect(readAddress(String(address))).toEqual({ address })
    }),
  )
})

test('any text is an address of flash on a sector, or nothing, or has one sentence against it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(0x)?[0-9a-f]{1,12}$/)), (text) => {
      const read = readAddress(text)
      if ('sentence' in read) expect(read.sentence).toMatch(/^[^.]+\.$/)
      else if (read.address === null) expect(text.trim()).toBe('')
      else expect([read.address % 0x1000, read.address < largestFlash]).toEqual([0, true])
    }),
  )
})

test('who forgets the 0x is told where it goes', () => {
  expect(readAddress('e000')).toEqual({ sentence: 'Write hexadecimal as 0xe000.' })
  expect(readAddress('10000')).toEqual({ sentence: 'This is decimal; for hexadecimal write 0x10000.' })
})
