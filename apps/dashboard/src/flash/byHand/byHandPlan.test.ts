import type { Build, FactoryPart } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { exampleBuild } from '../../testing/examples.ts'
import { byHandPlan } from './byHandPlan.ts'

const part = (address: number): FactoryPart => ({
  sha256: 'b'.repeat(64),
  size: 3072,
  fileName: 'part.bin',
  address,
})
const factory = { sha256: 'c'.repeat(64), size: 90_000, fileName: 'merged.bin', appOffset: 0xf000 }

function plan(over: Partial<Build>) {
  const build = exampleBuild(over)
  return byHandPlan(build, { product: 'thermo', version: '2.34', board: null, kind: build.kind })
}

test('an app alone is for the usual table, which is said to be a guess', () => {
  expect(plan({})).toEqual({
    offered: [{ file: 'app', name: 'thermo-2.34.bin', size: 1000 }],
    everything: null,
    app: {
      write: { name: 'thermo-2.34.bin', address: 0x1_0000 },
      otadata: 0xe000,
      assumed: true,
    },
  })
})

test('with its parts, every file has the address that it was uploaded for, and nothing is a guess', () => {
  const parts = {
    bootloader: part(0x1000),
    partitions: part(0x8000),
    otadata: part(0xd000),
    appAddress: 0x2_0000,
  }
  const { offered, everything, app } = plan({ parts })
  expect(offered.map(({ file }) => file)).toEqual(['app', 'bootloader', 'partitions', 'otadata'])
  expect(everything).toEqual([
    { name: 'thermo-2.34-bootloader.bin', address: 0x1000 },
    { name: 'thermo-2.34-partitions.bin', address: 0x8000 },
    { name: 'thermo-2.34-otadata.bin', address: 0xd000 },
    { name: 'thermo-2.34.bin', address: 0x2_0000 },
  ])
  expect(app).toEqual({
    write: { name: 'thermo-2.34.bin', address: 0x2_0000 },
    otadata: 0xd000,
    assumed: false,
  })
})

test('a table without otadata has none to erase', () => {
  const parts = {
    bootloader: part(0),
    partitions: part(0x8000),
    otadata: null,
    appAddress: 0x1_0000,
  }
  expect(plan({ parts }).app?.otadata).toBeNull()
})

test('a factory image goes where it begins, and tells where its app is', () => {
  const { everything, app } = plan({ factory: { ...factory, address: 0x1000 } })
  expect(everything).toEqual([{ name: 'thermo-2.34-factory.bin', address: 0x1000 }])
  expect(app).toMatchObject({ write: { address: 0x1_0000 }, assumed: true })
})

test('a factory image that starts no blank board can be downloaded, and is not on the command line', () => {
  const { offered, everything } = plan({ factory })
  expect(offered.map(({ name }) => name)).toEqual(['thermo-2.34.bin', 'thermo-2.34-factory.bin'])
  expect(everything).toBeNull()
})

test('the app of an ESP8266 begins its flash', () => {
  expect(plan({ kind: 'esp8266-app', chip: 'ESP8266' })).toMatchObject({
    everything: [{ name: 'thermo-2.34.bin', address: 0 }],
    app: null,
  })
})

test.each(['encrypted', 'esp8266-gzip'] as const)('what is %s is only downloaded', (kind) => {
  const { offered, everything, app } = plan({ kind })
  expect([offered.length, everything, app]).toEqual([1, null, null])
})
