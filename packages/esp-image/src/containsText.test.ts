import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containsText, makeImage } from './index.ts'

test('a text built into an image is found', () => {
  const image = makeImage({ text: 'fleet/greenhouse-7', version: '3.2.1' })
  expect(containsText(image, 'greenhouse-7')).toBe(true)
  expect(containsText(image, '3.2.1')).toBe(true)
  expect(containsText(image, 'greenhouse-8')).toBe(false)
})

test('neither the empty text nor one outside ASCII is found', () => {
  expect(containsText(Buffer.from('é'), '')).toBe(false)
  expect(containsText(Buffer.from('é', 'latin1'), 'é')).toBe(false)
})

test('it answers as the search of node does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 })
  fc.assert(
    fc.property(
      letters,
      fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 6 }),
      (all, part) => {
        expect(containsText(Buffer.from(all), part)).toBe(Buffer.from(all).includes(part))
      },
    ),
  )
})
