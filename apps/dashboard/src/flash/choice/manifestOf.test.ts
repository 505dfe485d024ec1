import fc from 'fast-check'
import { expect, test } from 'vitest'
import { app, bootloader, factory } from '../../testing/exampleFirmware.ts'
import { asDropped, type DroppedFile } from './droppedFile.ts'
import { type ManifestReading, manifestOf } from './manifestOf.ts'

const manifestFile = (manifest: unknown, name = 'manifest.json') =>
  asDropped(
    name,
    new TextEncoder().encode(typeof manifest === 'string' ? manifest : JSON.stringify(manifest)),
  )

function read(manifest: unknown, ...beside: DroppedFile[]): ManifestReading {
  const reading = manifestOf([manifestFile(manifest), ...beside])
  if (reading === null || typeof reading === 'string') throw new Error(`no reading: ${reading}`)
  return reading
}

const s3 = {
  chipFamily: 'ESP32-S3',
  parts: [
    { path: 'bootloader.bin', offset: 0 },
    { path: 'firmware/app%20one.bin?v=2', offset: 65536 },
  ],
}

test('files without a manifest have none', () => {
  expect(manifestOf([asDropped('app.bin', app)])).toBeNull()
})

test('a manifest and its files are what is flashed, under the names that they are downloaded by', () => {
  const manifest = {
    name: 'Thermo',
    version: '2.34',
    improv: true,
    new_install_prompt_erase: true,
    builds: [s3],
  }
  const files = [asDropped('app one.bin', app), asDropped('bootloader.bin', bootloader)]
  expect(read(manifest, ...files)).toEqual({
    firmware: {
      kind: 'manifest',
      name: 'Thermo',
      version: '2.34',
      builds: [
        {
          chip: 'ESP32-S3',
          files: [
            { name: 'bootloader.bin', bytes: bootloader, address: 0 },
            { name: 'app one.bin', bytes: app, address: 0x10000 },
          ],
        },
      ],
    },
    leftOut: [],
    unused: [],
  })
})

test('what real manifests lack or write otherwise is no obstacle', () => {
  const builds = [{ chipFamily: 'ESP8266', parts: [{ path: '../firmware/wled.bin', offset: '0x0' }] }]
  expect(read({ builds }, asDropped('wled.bin', app)).firmware).toMatchObject({
    name: 'manifest.json',
    version: null,
    builds: [{ chip: 'ESP8266', files: [{ address: 0 }] }],
  })
})

test('a build whose files are not all there is left out by name, and the others stay', () => {
  const c3 = { chipFamily: 'ESP32-C3', parts: [{ path: 'https://example.com/c3/factory.bin', offset: 0 }] }
  const files = [asDropped('app one.bin', app), asDropped('bootloader.bin', bootloader)]
  const { firmware, leftOut } = read({ name: 'Thermo', builds: [s3, c3] }, ...files)
  expect(firmware?.builds.map(({ chip }) => chip)).toEqual(['ESP32-S3'])
  expect(leftOut).toEqual(['ESP32-C3: drop factory.bin here too.'])
  expect(read({ name: 'Thermo', builds: [s3, c3] })).toMatchObject({ firmware: null, leftOut: { length: 2 } })
})

test('of several builds for a chip, the one for any cable is meant, and without it none', () => {
  const build = (path: string, serialType?: string) => ({
    chipFamily: 'ESP32-S3',
    parts: [{ path, offset: 0 }],
    ...(serialType && { serialType }),
  })
  const files = [asDropped('a.bin', factory), asDropped('b.bin', factory)]
  const any = read({ builds: [build('a.bin', 'cdc'), build('b.bin')] }, ...files)
  expect(any.firmware?.builds.map(({ files: [file] }) => file?.name)).toEqual(['b.bin'])
  expect(read({ builds: [build('a.bin', 'cdc'), build('b.bin', 'uart')] }, ...files)).toMatchObject({
    firmware: null,
    leftOut: [
      'ESP32-S3: the manifest has several builds for it; drop the files of one without the manifest.',
    ],
  })
})

test('two different files of one name are not taken for each other', () => {
  const parts = [
    { path: 'a/firmware.bin', offset: 0x10000 },
    { path: 'b/firmware.bin', offset: 0x290000 },
  ]
  const { firmware, leftOut } = read(
    { builds: [{ chipFamily: 'ESP32', parts }] },
    asDropped('firmware.bin', app),
  )
  expect(firmware).toBeNull()
  expect(leftOut[0]).toContain('two different files firmware.bin')
})

test('a build for updates over the air only, and one with an impossible address, are left out', () => {
  const builds = [
    { chipFamily: 'ESP32', ota: { path: 'a.bin', md5: '' } },
    { chipFamily: 'ESP32-C6', parts: [{ path: 'a.bin', offset: 17 }] },
  ]
  expect(read({ builds }, asDropped('a.bin', app)).leftOut).toEqual([
    'ESP32: the manifest names no files to flash.',
    'ESP32-C6: the address of a.bin in the manifest, 17, is none.',
  ])
})

test('files that the manifest does not name are told', () => {
  const builds = [{ chipFamily: 'ESP32', parts: [{ path: 'a.bin', offset: 0 }] }]
  expect(read({ builds }, asDropped('a.bin', factory), asDropped('b.bin', app)).unused).toEqual(['b.bin'])
})

test('two manifests, and a file that is none, are told so', () => {
  const manifest = { builds: [s3] }
  expect(manifestOf([manifestFile(manifest, 'a.json'), manifestFile(manifest, 'b.json')])).toBe(
    'Only one of a.json and b.json can be flashed; remove the others.',
  )
  for (const other of ['{', '[]', { name: 'x' }, { builds: [] }]) {
    expect(manifestOf([manifestFile(other)])).toContain('is not the manifest of an install button')
  }
})

test('whatever a manifest says, each chip in it is flashed whole or left out once', () => {
  const names = fc.constantFrom('a.bin', 'b.bin', 'c.bin')
  const folders = fc.constantFrom('', 'x/', 'https://example.com/y/')
  const offsets = fc.oneof(
    fc.constantFrom(0, 0x1000, 0x8000, 0x10000, '0x10000', '4096'),
    fc.double(),
    fc.string(),
  )
  const part = fc.record({ path: fc.tuple(folders, names).map((path) => path.join('')), offset: offsets })
  const build = fc.record({
    chipFamily: fc.constantFrom('ESP32', 'ESP32-C3', 'ESP8266'),
    parts: fc.array(part, { maxLength: 4 }),
  })
  const here = fc.uniqueArray(names)
  fc.assert(
    fc.property(fc.array(build, { minLength: 1, maxLength: 4 }), here, (builds, present) => {
      // JSON has no NaN and no infinity; what it makes of them is null.
      fc.pre(builds.every(({ parts }) => parts.every(({ offset }) => JSON.stringify(offset) !== 'null')))
      const beside = present.map((name) => asDropped(name, app))
      const { firmware, leftOut } = read({ builds }, ...beside)
      const flashed = firmware?.builds ?? []
      const chips = [...flashed.map(({ chip }) => chip), ...leftOut.map((sentence) => sentence.split(':')[0])]
      expect(chips.sort()).toEqual([...new Set(builds.map(({ chipFamily }) => chipFamily))].sort())
      for (const { chip, files } of flashed) {
        const listed = builds.find(({ chipFamily }) => chipFamily === chip)
        expect(files.map(({ name }) => name)).toEqual(listed?.parts.map(({ path }) => path.split('/').at(-1)))
        expect(files.every(({ name }) => present.includes(name as 'a.bin'))).toBe(true)
      }
    }),
  )
})
