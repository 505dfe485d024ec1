import { expect, test } from 'vitest'
import { exampleProduct, exampleRegistry, exampleRelease } from '../testing/examples.ts'
import { type FirmwareFilter, releaseRows } from './releaseRows.ts'

const product = exampleProduct(['1.9', '1.10', '1.8'])
const registry = exampleRegistry({
  pump: {
    ...product,
    releases: { ...product.releases, '1.9': exampleRelease('1.9', { notes: 'Quieter motor' }) },
    channels: { stable: { version: '1.10', recall: false } },
  },
})
const running = [
  { product: 'pump', version: '1.9', devices: 3 },
  { product: 'pump', version: null, devices: 1 },
]
const rows = (filter: Partial<FirmwareFilter> = {}) =>
  releaseRows(registry, running, 'pump', { find: '', show: undefined, ...filter })
const versions = (filter: Partial<FirmwareFilter>) => rows(filter).map(({ release }) => release.version)

test('releases are listed newest version first, with the devices that run them', () => {
  expect(
    rows().map(({ release, devices, devicesInAll }) => [release.version, devices, devicesInAll]),
  ).toEqual([
    ['1.10', 0, 4],
    ['1.9', 3, 4],
    ['1.8', 0, 4],
  ])
})

test('words are looked for in everything one may know of a release', () => {
  expect(versions({ find: 'MOTOR' })).toEqual(['1.9'])
  expect(versions({ find: 'latest' })).toEqual(['1.10'])
  expect(versions({ find: 'aaaaaaaa pump' })).toEqual(['1.10', '1.9', '1.8'])
  expect(versions({ find: 'motor 1.10' })).toEqual([])
})

test('a release is published, or on devices, or unused', () => {
  expect(versions({ show: 'published' })).toEqual(['1.10'])
  expect(versions({ show: 'running' })).toEqual(['1.9'])
  expect(versions({ show: 'unused' })).toEqual(['1.8'])
})
