import type { Product } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appBuild, buildWithFactory, buildWithParts } from '../../testing/exampleFirmware.ts'
import { exampleBuild, exampleProduct, exampleRegistry, exampleRelease } from '../../testing/examples.ts'
import type { Firmware } from './firmware.ts'
import { firmwareLine } from './firmwareLine.ts'
import { cableUse, releaseChoices } from './releaseChoices.ts'

const choicesOf = (product: Product) => releaseChoices(exampleRegistry({ thermo: product }))

test('what stable points at is the usual choice, and the newest where nothing is published', () => {
  const product = exampleProduct(['1.00', '1.10', '1.9'])
  const stable = { stable: { version: '1.00', recall: false } }
  const usual = (channels: Product['channels']) => choicesOf({ ...product, channels })[0]?.usual.version
  expect(usual(stable)).toBe('1.00')
  expect(usual({})).toBe('1.10')
})

test('every release of every product but the demo’s is offered once, newest first', () => {
  const versions = fc.uniqueArray(
    fc.integer({ min: 0, max: 50 }).map((minor) => `1.${minor}`),
    { maxLength: 5 },
  )
  const products = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.record({ versions, demo: fc.boolean() }))
  fc.assert(
    fc.property(products, (given) => {
      const registry = exampleRegistry(
        Object.fromEntries(
          Object.entries(given).map(([name, { versions, demo }]): [string, Product] => [
            name,
            { ...exampleProduct(versions), ...(demo && { demo: true }) },
          ]),
        ),
      )
      const offered = releaseChoices(registry).map(({ name, releases }) => [
        name,
        releases.map(({ version }) => version),
      ])
      const real = Object.entries(given).filter(([, { versions, demo }]) => !demo && versions.length > 0)
      const minor = (version: string) => Number(version.slice(2))
      expect(offered).toEqual(
        real
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, { versions }]) => [name, [...versions].sort((a, b) => minor(b) - minor(a))]),
      )
    }),
  )
})

test('the chip tells the build unless several builds are all for one chip', () => {
  const tells = (...chips: string[]) => {
    const builds = Object.fromEntries(chips.map((chip, index) => [`board${index}`, exampleBuild({ chip })]))
    const releases = { '1': exampleRelease('1', { builds }) }
    return choicesOf({ ...exampleProduct([]), releases })[0]?.usual.chipTells
  }
  expect(tells('ESP32')).toBe(true)
  expect(tells('ESP32', 'ESP32-S3')).toBe(true)
  expect(tells('ESP32', 'ESP32')).toBe(false)
})

test('a blank board takes factory images and parts, and an ESP8266 its app', () => {
  expect([buildWithFactory, buildWithParts, appBuild({ kind: 'esp8266-app' })].map(cableUse)).toEqual([
    'any-board',
    'any-board',
    'any-board',
  ])
  expect(cableUse(appBuild())).toBe('running-board')
  expect(cableUse(appBuild({ kind: 'encrypted' }))).toBe('none')
})

test('a choice is said in a line', () => {
  const builds = { devkit: exampleBuild(), sense: appBuild({ size: 1_200_000 }) }
  const registry = exampleRegistry({
    thermo: { ...exampleProduct([]), releases: { '2.34': exampleRelease('2.34', { builds }) } },
    default: exampleProduct(['1.02']),
  })
  const release = (product: string, version: string, board: string | null): Firmware => ({
    kind: 'release',
    product,
    version,
    board,
  })
  const bytes = new Uint8Array(1000)
  const lines = [
    release('thermo', '2.34', 'sense'),
    release('thermo', '2.34', null),
    release('default', '1.02', null),
    release('thermo', '9', null),
    {
      kind: 'files',
      files: [
        { name: 'a.bin', bytes, address: 0 },
        { name: 'b.bin', bytes, address: null },
      ],
    },
    { kind: 'manifest', name: 'Thermo', version: '2', builds: [{ chip: 'ESP32', files: [] }] },
  ] satisfies Firmware[]
  expect(lines.map((firmware) => firmwareLine(firmware, registry))).toEqual([
    'thermo 2.34 · sense · 1.2 MB',
    'thermo 2.34 · the build for the chip',
    '1.02 · ESP32 · 1.0 kB',
    'thermo 9 · not in the library any more',
    'a.bin and b.bin · 2.0 kB',
    'Thermo 2 · ESP32',
  ])
})
