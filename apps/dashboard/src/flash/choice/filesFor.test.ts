import type { Build, Product } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  app,
  appBuild,
  blobs,
  bootloader,
  buildWithFactory,
  buildWithParts,
  factory,
  otadata,
  partitions,
} from '../../testing/exampleFirmware.ts'
import { exampleBuild, exampleProduct, exampleRegistry, exampleRelease } from '../../testing/examples.ts'
import type { BuildFile, FetchFile } from './fetchBuildFile.ts'
import { filesFor } from './filesFor.ts'
import type { Firmware } from './firmware.ts'
import { FirmwareImpossible } from './firmwareImpossible.ts'

const s3 = { chip: 'ESP32-S3', chipId: 9 }
const thermo: Firmware = { kind: 'release', product: 'thermo', version: '2.34', board: null }

function product(builds: Record<string, Build>): Product {
  return { ...exampleProduct([]), releases: { '2.34': exampleRelease('2.34', { builds }) } }
}

/** Asks for the files, and keeps what was fetched and told on the way. */
async function ask(builds: Record<string, Build>, firmware: Firmware = thermo, board = s3) {
  const fetched: BuildFile[] = []
  const told: [number, number][] = []
  const fetchFile: FetchFile = async (file, { onProgress }) => {
    fetched.push(file)
    onProgress(file.size, file.size)
    return blobs.get(file.sha256) ?? new Uint8Array(file.size)
  }
  const registry = exampleRegistry({ thermo: product(builds) })
  const onProgress = (...bytes: [number, number]) => told.push(bytes)
  const signal = new AbortController().signal
  const sets = await filesFor(firmware, board, registry, fetchFile, { onProgress, signal })
  return { sets, told, kinds: fetched.map(({ file }) => file) }
}

async function impossible(...asked: Parameters<typeof ask>): Promise<string[]> {
  const error: unknown = await ask(...asked).catch((caught: unknown) => caught)
  if (!(error instanceof FirmwareImpossible)) throw error
  return [error.code, error.message]
}

test('an app alone is all there is of a build without factory parts', async () => {
  const { sets, kinds } = await ask({ s3: appBuild() })
  expect(sets).toEqual([[{ name: 'thermo.bin', bytes: app, address: null }]])
  expect(kinds).toEqual(['app'])
})

test('a factory image comes second, at its address', async () => {
  const { sets } = await ask({ s3: buildWithFactory })
  expect(sets).toEqual([
    [{ name: 'thermo.bin', bytes: app, address: null }],
    [{ name: 'merged.bin', bytes: factory, address: 0 }],
  ])
})

test('factory parts come second, each at its address, and the app is fetched once', async () => {
  const { sets, kinds } = await ask({ s3: buildWithParts })
  expect(sets[1]).toEqual([
    { name: 'bootloader.bin', bytes: bootloader, address: 0 },
    { name: 'partitions.bin', bytes: partitions, address: 0x8000 },
    { name: 'boot_app0.bin', bytes: otadata, address: 0xd000 },
    { name: 'thermo.bin', bytes: app, address: 0x10000 },
  ])
  expect(kinds.sort()).toEqual(['app', 'bootloader', 'otadata', 'partitions'])
})

test('progress counts all files together, from nothing to everything', async () => {
  const { told } = await ask({ s3: buildWithParts })
  const total = [app, bootloader, partitions, otadata].reduce((sum, { length }) => sum + length, 0)
  expect(told.at(0)).toEqual([0, total])
  expect(told.at(-1)).toEqual([total, total])
  expect(told.map(([received]) => received)).toEqual(told.map(([received]) => received).sort((a, b) => a - b))
})

test('the chip tells which build is meant, and a name has the last word', async () => {
  const builds = { devkit: exampleBuild({ fileName: 'devkit.bin' }), sense: appBuild() }
  const names = async (firmware: Firmware, board = s3) =>
    (await ask(builds, firmware, board)).sets[0]?.map(({ name }) => name)
  expect(await names(thermo)).toEqual(['thermo.bin'])
  expect(await names(thermo, { chip: 'ESP32', chipId: 0 })).toEqual(['devkit.bin'])
  expect(await names({ ...thermo, board: 'devkit' })).toEqual(['devkit.bin'])
})

test('whatever the chip, there is one build for it or one sentence why not', async () => {
  const chips = fc.constantFrom(
    { chip: 'ESP32', chipId: 0 },
    { chip: 'ESP32-S3', chipId: 9 },
    { chip: 'ESP8266', chipId: null },
    { chip: 'chip-77', chipId: 77 },
  )
  const builds = fc.dictionary(fc.constantFrom('a', 'b', 'c'), chips, { minKeys: 1 })
  await fc.assert(
    fc.asyncProperty(builds, chips, async (chipOf, board) => {
      const made = Object.fromEntries(
        Object.entries(chipOf).map(([name, chip]) => [
          name,
          appBuild({ ...chip, sha256: name.repeat(64), fileName: name }),
        ]),
      )
      const fitting = Object.keys(chipOf).filter((name) => chipOf[name]?.chip === board.chip)
      const asked = ask(made, thermo, board as typeof s3)
      if (fitting.length === 1) {
        expect((await asked).sets[0]?.map(({ name }) => name)).toEqual(fitting)
      } else {
        const code = fitting.length === 0 ? 'no-build' : 'several-builds'
        await expect(asked).rejects.toMatchObject({
          code,
          message: expect.stringMatching(/^2\.34 of thermo .+\.$/),
        })
      }
    }),
  )
})

test('boards that share one build are no riddle', async () => {
  const { sets } = await ask({ mini: appBuild(), pro: appBuild() })
  expect(sets).toHaveLength(1)
})

test('a chip without a build is told which there are', async () => {
  expect(await impossible({ devkit: exampleBuild() })).toEqual([
    'no-build',
    '2.34 of thermo has no build for ESP32-S3, only for ESP32.',
  ])
})

test('several builds for a chip ask for a name', async () => {
  const builds = { mini: appBuild({ sha256: 'b'.repeat(64) }), pro: appBuild() }
  expect(await impossible(builds)).toEqual([
    'several-builds',
    '2.34 of thermo has several builds for ESP32-S3 (mini and pro); choose the board by its name.',
  ])
})

test('what was made for updates over the air is not for a cable, also where its chip is not known', async () => {
  const encrypted = appBuild({ kind: 'encrypted', chip: null, chipId: null })
  const gzip = appBuild({ kind: 'esp8266-gzip', chip: 'ESP8266', chipId: null })
  expect(await impossible({ sense: encrypted })).toEqual([
    'not-for-cable',
    'The build of 2.34 of thermo for sense is encrypted for updates over the air, so a cable cannot write it.',
  ])
  expect((await impossible({ mini: gzip }, { ...thermo, board: 'mini' }))[0]).toBe('not-for-cable')
})

test('a release that is gone, or has no build for the named board, says so', async () => {
  expect((await impossible({ s3: appBuild() }, { ...thermo, version: '9.9' }))[0]).toBe('release-gone')
  expect((await impossible({ s3: appBuild() }, { ...thermo, board: 'mini' }))[0]).toBe('no-build')
})

test('files are taken as they are, and of a manifest the build for the chip', async () => {
  const files = [{ name: 'thermo.bin', bytes: app, address: null }]
  expect((await ask({}, { kind: 'files', files })).sets).toEqual([files])
  const manifest: Firmware = {
    kind: 'manifest',
    name: 'Thermo',
    version: '',
    builds: [{ chip: 'ESP32-S3', files }],
  }
  expect((await ask({}, manifest)).sets).toEqual([files])
  expect(await impossible({}, manifest, { chip: 'ESP32', chipId: 0 })).toEqual([
    'no-build',
    'The manifest of Thermo has no build for ESP32 whose files are here, only for ESP32-S3.',
  ])
})
