import { createHash } from 'node:crypto'
import { makeBootloader, makeImage, makeMergedImage, makePartitionTable } from '@cyberdeck-ota/esp-image'
import { Problem, UploadResult } from '@cyberdeck-ota/schema'
import { describe, expect, test } from 'vitest'
import { factoryFiles, factoryForm, partitions } from '../../test/factoryFiles.ts'
import { countingFiles, fullDisk } from '../../test/failingFiles.ts'
import {
  ask,
  expectNothingKept,
  type Part,
  type ServerUnderTest,
  startManagementApi,
  upload,
} from '../../test/managementServer.ts'
import { sweepBuilds } from '../builds/sweep.ts'
import { nodeFiles } from '../files/files.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const app = makeImage({ version: '1.02', project: 'thermo' })
const files = factoryFiles()
const day = 24 * 60 * 60 * 1000

async function kept(server: ServerUnderTest, parts: Part[], status: number) {
  const answer = await upload(server, parts)
  expect(answer).toMatchObject({ status })
  return UploadResult.parse(answer.body).build
}

/** The form of the other tests, with some parts replaced or left out. */
function formWith(changes: Partial<Record<string, Uint8Array | null>>): Part[] {
  return factoryForm('1.02').flatMap(([name, content, fileName]): Part[] => {
    const changed = changes[name]
    if (changed === null) return []
    return [fileName === undefined ? [name, content] : [name, changed ?? content, fileName]]
  })
}

describe('an app with its factory parts', () => {
  test('is kept with where each of them goes, and every file can be downloaded', async () => {
    const server = await startManagementApi()
    const build = await kept(server, factoryForm('1.02'), 201)
    expect(build.sha256).toBe(sha256(app))
    expect(build.factory).toBeNull()
    expect(build.parts).toEqual({
      bootloader: {
        sha256: sha256(files.bootloader),
        size: files.bootloader.length,
        fileName: 'thermo.ino.bootloader.bin',
        address: 0x1000,
      },
      partitions: {
        sha256: sha256(files.partitions),
        size: 3072,
        fileName: 'thermo.ino.partitions.bin',
        address: 0x8000,
      },
      otadata: { sha256: sha256(files.otadata), size: 8192, fileName: 'boot_app0.bin', address: 0xe000 },
      appAddress: 0x10000,
    })
    expect(await server.staged()).toEqual([])
    for (const [name, bytes] of Object.entries(files)) {
      const answer = await ask(server, 'GET', `/products/default/releases/1.02/builds/default?part=${name}`)
      expect(answer.rawPayload).toEqual(Buffer.from(bytes))
      expect(answer.headers['content-disposition']).toBe(`attachment; filename="default-1.02-${name}.bin"`)
    }
  })

  test('survives the sweep as long as its release does', async () => {
    const server = await startManagementApi()
    await kept(server, factoryForm('1.02'), 201)
    server.clock.now += 2 * day
    expect(await sweepBuilds(server.registry, server.builds, server.clock.now)).toEqual([])
    expect(await server.kept()).toHaveLength(4)
  })

  test('gives parts to an app that was there alone: 200, and the parts it had go with the sweep', async () => {
    const server = await startManagementApi()
    await kept(
      server,
      [
        ['version', '1.02'],
        ['file', app, 'fw.bin'],
      ],
      201,
    )
    expect((await kept(server, factoryForm('1.02'), 200)).parts?.appAddress).toBe(0x10000)
    expect(server.registry.current.change.code).toBe('factory-added')
    const bootloader = makeBootloader({ size: 2048 })
    expect((await kept(server, formWith({ bootloader }), 200)).parts?.bootloader.size).toBe(2048)
    server.clock.now += 2 * day
    expect(await sweepBuilds(server.registry, server.builds, server.clock.now)).toEqual([
      sha256(files.bootloader),
    ])
    const revision = server.registry.current.revision
    await kept(server, formWith({ bootloader }), 200)
    expect(server.registry.current.revision).toBe(revision)
  })

  test('has no part that it came without', async () => {
    const server = await startManagementApi()
    const single = makePartitionTable(partitions.filter(({ label }) => label === 'app0'))
    expect(
      (await kept(server, formWith({ partitions: single, otadata: null }), 201)).parts?.otadata,
    ).toBeNull()
    const answer = await ask(server, 'GET', '/products/default/releases/1.02/builds/default?part=otadata')
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' })
  })
})

test('a merged image says where in flash it belongs, unless it starts no blank board', async () => {
  const server = await startManagementApi()
  const merged = makeMergedImage({ apps: { factory: app }, base: 0x1000 })
  const form: Part[] = [
    ['version', '1.02'],
    ['extract', 'app'],
  ]
  const build = await kept(server, [...form, ['file', merged, 'merged.bin']], 201)
  expect(build.factory).toMatchObject({ address: 0x1000, appOffset: 0xf000 })
  const headless = makeMergedImage({ apps: { factory: app }, base: 0x8000 })
  const other = await kept(server, [...form, ['file', headless, 'table.bin']], 200)
  expect(other.factory).toEqual({
    sha256: sha256(headless),
    size: headless.length,
    fileName: 'table.bin',
    appOffset: 0x8000,
  })
})

describe('parts that do not start the app', () => {
  test.each<[string, Part[], number, string, RegExp]>([
    [
      'of another chip',
      formWith({ bootloader: makeBootloader({ chipId: 9 }) }),
      422,
      'wrong-part',
      /ESP32-S3/,
    ],
    [
      'in each other’s place',
      formWith({ bootloader: files.partitions, partitions: files.bootloader }),
      422,
      'wrong-part',
      /"partitions" is no partition table: it is a bootloader/,
    ],
    [
      'with too small a slot',
      formWith({ file: makeImage({ version: '1.02', size: 0x20010 }) }),
      422,
      'does-not-fit',
      /app0/,
    ],
    ['without table', formWith({ partitions: null }), 400, 'missing-file', /"partitions" is missing/],
    ['without bootloader', formWith({ bootloader: null }), 400, 'missing-file', /"bootloader" is missing/],
    ['without app', formWith({ file: null }), 400, 'missing-file', /part "file"/],
    ['without otadata', formWith({ otadata: null }), 422, 'wrong-part', /boot_app0/],
    ['sent twice', [...formWith({}), ['otadata', files.otadata, 'x.bin']], 400, 'several-files', /"otadata"/],
    [
      'as text',
      [
        ['version', '1'],
        ['bootloader', 'x'],
      ],
      400,
      'missing-file',
      /"bootloader" is text/,
    ],
    [
      'larger than any',
      formWith({ bootloader: new Uint8Array(64 * 1024 + 1) }),
      413,
      'too-large',
      /"bootloader" is larger than 64 KiB/,
    ],
    [
      'beside a merged image',
      [...formWith({ file: makeMergedImage({ apps: { factory: app } }) }), ['extract', 'app']],
      400,
      'bad-field',
      /send it alone/,
    ],
    ['beside what is no app', formWith({ file: new Uint8Array(40) }), 422, 'empty-file', /erased/],
  ])('%s are refused, and nothing of the upload is kept', async (_what, form, status, code, sentence) => {
    const server = await startManagementApi()
    const problem = Problem.parse((await upload(server, form)).body)
    expect(problem).toMatchObject({ status, code, detail: expect.stringMatching(sentence) })
    await expectNothingKept(server)
  })

  test('are refused by the rules of the release like the app alone', async () => {
    const server = await startManagementApi()
    await kept(server, factoryForm('1.02'), 201)
    const before = await server.kept()
    const other = formWith({ file: makeImage({ version: '1.02', project: 'other' }) })
    expect(await upload(server, other)).toMatchObject({ status: 409, body: { code: 'version-exists' } })
    expect(await server.kept()).toEqual(before)
    expect(await server.staged()).toEqual([])
  })

  test('leave nothing behind on a disk that fills up at any moment', async () => {
    const counting = countingFiles(nodeFiles)
    const fine = await startManagementApi({ files: counting })
    const opening = counting.calls()
    await kept(fine, factoryForm('1.02'), 201)
    const calls = counting.calls() - opening
    let refused = 0
    for (let first = opening + 1; first <= opening + calls; first++) {
      const server = await startManagementApi({ files: fullDisk(nodeFiles, first) })
      const answer = await upload(server, factoryForm('1.02'))
      if (answer.status === 201) continue
      refused++
      expect(answer).toMatchObject({ status: 507 })
      await expectNothingKept(server)
    }
    expect(refused).toBeGreaterThan(16)
  })
})
