import { expect, test } from 'vitest'
import { exampleBuild, exampleProduct, exampleRelease } from '../testing/examples.ts'
import { coverageOf, leftBehind } from './coverage.ts'

const both = exampleRelease('1.00', { builds: { default: exampleBuild(), s3: exampleBuild() } })
const one = exampleRelease('1.01')
const product = {
  ...exampleProduct([]),
  boards: {
    s3: { chip: 'ESP32-S3' },
    default: { chip: 'ESP32' },
    relay: { chip: null, declared: true as const },
  },
  releases: { '1.00': both, '1.01': one },
}

test('every board of the product is told, by name', () => {
  expect(coverageOf(product, one)).toEqual([
    { board: 'default', chip: 'ESP32', state: 'covered' },
    { board: 'relay', chip: null, state: 'waiting' },
    { board: 's3', chip: 'ESP32-S3', state: 'left-behind' },
  ])
})

test('who stays behind are the boards that had a build before, not those that were only declared', () => {
  expect(leftBehind(product, one)).toEqual(['s3'])
  expect(leftBehind(product, both)).toEqual([])
})
