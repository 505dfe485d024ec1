import { type Build, InstallManifest } from '@cyberdeck-ota/schema'
import { describe, expect, it } from 'vitest'
import { at, buildOf, partsOf, registryOf } from '../test/registries.ts'
import {
  cableFilesOf,
  cableSetsOf,
  declareBoard,
  installChoice,
  installManifest,
  publicCableFilesOf,
  publishBuild,
  referencedBlobs,
  targetOf,
} from './index.ts'

const factory = { sha256: 'f'.repeat(64), size: 4_194_304, fileName: 'thermo.merged.bin', appOffset: 0x10000 }

/** A product with these boards in one release. */
const world = (boards: Record<string, Partial<Build>>) =>
  registryOf(
    ...Object.entries(boards).map(([board, facts], index) =>
      publishBuild({ product: 'thermo', version: '1.02', board, build: buildOf(index + 1, facts), at }),
    ),
  )
const targetIn = (registry: ReturnType<typeof world>) => {
  const target = targetOf(registry, 'thermo', null)
  if (target === null) throw new Error('nothing is published')
  return target
}
const choiceOf = (boards: Record<string, Partial<Build>>, board: string | null = null) =>
  installChoice(targetIn(world(boards)), board)

describe('what a cable writes', () => {
  it('is the factory image, where it begins', () => {
    const build = buildOf(1, { factory: { ...factory, address: 0x1000 } })
    expect(cableFilesOf(build)).toEqual([
      {
        file: 'factory',
        fileName: 'thermo.merged.bin',
        sha256: factory.sha256,
        size: factory.size,
        address: 0x1000,
      },
    ])
  })

  it('is the app with its parts, in the order of flash', () => {
    const build = buildOf(1, { parts: partsOf(1) })
    expect(cableFilesOf(build)?.map(({ file, address, size }) => [file, address, size])).toEqual([
      ['bootloader', 0x1000, 20_000],
      ['partitions', 0x8000, 3072],
      ['otadata', 0xe000, 8192],
      ['app', 0x10000, build.size],
    ])
    expect(cableFilesOf({ ...build, parts: { ...partsOf(1), otadata: null } })).toHaveLength(3)
  })

  it('is the app alone first, where the board says, and then everything', () => {
    const build = buildOf(1, { parts: partsOf(1) })
    const app = { file: 'app', fileName: build.fileName, sha256: build.sha256, size: build.size }
    expect(cableSetsOf(build)).toEqual([[{ ...app, address: null }], cableFilesOf(build)])
    expect(cableSetsOf(buildOf(1))).toEqual([[{ ...app, address: null }]])
  })

  it('is nothing for an app alone, and for a factory image that starts no blank board', () => {
    expect(cableFilesOf(buildOf(1))).toBeNull()
    expect(cableFilesOf(buildOf(1, { factory }))).toBeNull()
  })

  it('is nothing to strangers where a factory image brings settings along', () => {
    const build = buildOf(1, { factory: { ...factory, address: 0, settings: true } })
    expect([cableFilesOf(build)?.length, publicCableFilesOf(build)]).toEqual([1, null])
    expect(publicCableFilesOf(buildOf(1, { parts: partsOf(1) }))).toHaveLength(4)
  })

  it('is kept as long as its build', () => {
    const registry = world({ devkit: { factory: { ...factory, address: 0 } }, s2: { parts: partsOf(2) } })
    const files = Object.values(targetIn(registry).release.builds).flatMap(
      (build) => cableFilesOf(build) ?? [],
    )
    expect(files).toHaveLength(5)
    for (const { sha256 } of files) expect(referencedBlobs(registry)).toContain(sha256)
  })
})

describe('an install button', () => {
  it('is offered every board that has what a blank board needs', () => {
    const registry = world({
      devkit: { parts: partsOf(1) },
      s3: { chip: 'ESP32-S3', chipId: 9, factory: { ...factory, address: 0 } },
    })
    const target = targetIn(registry)
    const choice = installChoice(target, null)
    expect(choice.leftOut).toEqual([])
    const manifest = installManifest('thermo', target, choice, (sha256) => `builds/${sha256}.bin`)
    expect(InstallManifest.parse(manifest)).toEqual(manifest)
    expect(manifest).toEqual({
      name: 'thermo',
      version: '1.02',
      new_install_prompt_erase: true,
      new_install_improv_wait_time: 10,
      builds: [
        {
          chipFamily: 'ESP32',
          parts: [
            { path: `builds/${partsOf(1).bootloader.sha256}.bin`, offset: 0x1000 },
            { path: `builds/${partsOf(1).partitions.sha256}.bin`, offset: 0x8000 },
            { path: `builds/${partsOf(1).otadata?.sha256}.bin`, offset: 0xe000 },
            { path: `builds/${buildOf(1).sha256}.bin`, offset: 0x10000 },
          ],
        },
        { chipFamily: 'ESP32-S3', parts: [{ path: `builds/${factory.sha256}.bin`, offset: 0 }] },
      ],
    })
  })

  it.each<[string, Partial<Build>, string, RegExp]>([
    ['an app alone', {}, 'no-factory-parts', /upload the factory image/],
    ['a factory image without bootloader', { factory }, 'no-bootloader', /no bootloader/],
    [
      'a factory image with passwords in it',
      { factory: { ...factory, address: 0, settings: true } },
      'has-settings',
      /passwords/,
    ],
    ['an encrypted payload', { kind: 'encrypted' }, 'updates-only', /encrypted/],
    ['an ESP8266 app', { kind: 'esp8266-app', chip: 'ESP8266' }, 'updates-only', /ESP8266/],
    [
      'a chip that the tool does not know',
      { chip: 'ESP32-S31', parts: partsOf(1) },
      'unknown-chip',
      /ESP32-S31/,
    ],
  ])('is not offered %s, and hears why', (_what, facts, code, sentence) => {
    const { offered, leftOut } = choiceOf({ devkit: facts })
    expect(offered).toEqual([])
    expect(leftOut).toEqual([{ board: 'devkit', code, sentence: expect.stringMatching(sentence) }])
  })

  it('is not offered a board without a build in the release, declared or asked for', () => {
    const parts = { parts: partsOf(1) }
    const registry = registryOf(
      publishBuild({ product: 'thermo', version: '1.02', board: 'devkit', build: buildOf(1, parts), at }),
      declareBoard({ product: 'thermo', board: 's3', chip: null }),
    )
    expect(installChoice(targetIn(registry), null)).toMatchObject({
      offered: [{ board: 'devkit' }],
      leftOut: [{ board: 's3', code: 'no-build' }],
    })
    expect(installChoice(targetIn(registry), 'constructor')).toMatchObject({
      offered: [],
      leftOut: [{ board: 'constructor', code: 'no-build' }],
    })
  })

  it('cannot tell boards of one chip apart, unless one is asked for', () => {
    const boards = {
      lamp: { parts: partsOf(1) },
      relay: { parts: partsOf(2) },
      s3: { chip: 'ESP32-S3', parts: partsOf(3) },
    }
    expect(choiceOf(boards)).toMatchObject({
      offered: [{ board: 's3' }],
      leftOut: [
        {
          board: 'lamp',
          code: 'same-chip',
          sentence: expect.stringMatching(/same chip as relay.*board=lamp/),
        },
        { board: 'relay', code: 'same-chip' },
      ],
    })
    expect(choiceOf(boards, 'relay')).toMatchObject({ offered: [{ board: 'relay' }], leftOut: [] })
  })

  it('is not offered a board whose twin has nothing to install either, because it would be put on both', () => {
    const boards = { lamp: { parts: partsOf(1) }, relay: {} }
    expect(choiceOf(boards)).toMatchObject({
      offered: [],
      leftOut: [
        { board: 'lamp', code: 'same-chip' },
        { board: 'relay', code: 'no-factory-parts' },
      ],
    })
    expect(choiceOf(boards, 'lamp')).toMatchObject({ offered: [{ board: 'lamp' }], leftOut: [] })
  })
})
