import { Refusal } from '@cyberdeck-ota/core'
import { UploadFields } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readUploadFields } from './uploadFields.ts'

test('any fields are either understood or refused in one line that ends with a full stop', () => {
  const names = fc.oneof(fc.constantFrom(...Object.keys(UploadFields.shape)), fc.string())
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('1.0', 'app', 'encrypted', 'thermo'))
  fc.assert(
    fc.property(fc.array(fc.tuple(names, texts)), (entries) => {
      try {
        expect(UploadFields.parse(readUploadFields(new Map(entries)))).toBeTruthy()
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
        expect((error as Refusal).code).toBe('bad-field')
        expect((error as Refusal).sentence).toMatch(/^[^\n]{10,400}\.$/)
      }
    }),
  )
})

test('left out fields are left out, and the product is the default one', () => {
  expect(readUploadFields(new Map([['version', '1.0']]))).toEqual({ version: '1.0', product: 'default' })
})
