import { expect, test } from 'vitest'
import { exampleProduct } from '../testing/examples.ts'
import { releaseBadges } from './releaseBadges.ts'

const product = {
  ...exampleProduct(['1.00', '1.9', '1.10', '1.11']),
  channels: { stable: { version: '1.10', recall: false } },
}
const words = (version: string, of = product) => releaseBadges(of, version).map(({ word }) => word)

test('what stable points at is latest, the next older one previous, a newer one not published', () => {
  expect(words('1.10')).toEqual(['latest'])
  expect(words('1.9')).toEqual(['previous'])
  expect(words('1.00')).toEqual([])
  expect(words('1.11')).toEqual(['not published'])
})

test('other channels are named, and a recall is said', () => {
  const channels = { stable: { version: '1.9', recall: true }, beta: { version: '1.11', recall: false } }
  expect(words('1.9', { ...product, channels })).toEqual(['latest', 'brings newer back'])
  expect(words('1.11', { ...product, channels })).toEqual(['beta'])
})

test('before anything is published, nothing is', () => {
  const none = { ...exampleProduct(['1.00']), channels: {} }
  expect(releaseBadges(none, '1.00').map(({ word }) => word)).toEqual(['not published'])
})
