import { gzipSync } from 'node:zlib'
import { publishBuild } from '@cyberdeck-ota/core'
import { makeBootloader, makeImage, makeMergedImage, makePartitionTable } from '@cyberdeck-ota/esp-image'
import { Problem, type ProblemCode } from '@cyberdeck-ota/schema'
import { describe, expect, test } from 'vitest'
import { countingFiles, fullDisk } from '../../test/failingFiles.ts'
import {
  expectNothingKept,
  formOf,
  type Part,
  type ServerUnderTest,
  signedIn,
  startManagementApi,
  upload,
} from '../../test/managementServer.ts'
import { sampleBuild } from '../../test/sampleBuild.ts'
import { DiskFull } from '../files/diskFull.ts'
import { nodeFiles } from '../files/files.ts'
import { createMemoryRegistryStore } from '../registry/memoryStore.ts'

const app = makeImage({ version: '1.0', project: 'thermo' })
const file: Part = ['file', app, 'fw.bin']
const version: Part = ['version', '1.0']
const flipped = app.slice()
flipped[600] = (flipped[600] ?? 0) ^ 1

async function expectRefused(server: ServerUnderTest, parts: Part[], status: number, code: ProblemCode) {
  const answer = await upload(server, parts)
  const problem = Problem.parse(answer.body)
  expect(problem).toMatchObject({ status, code })
  expect(answer.status).toBe(status)
  expect(problem.detail).toMatch(/^[^\n]+\.$/)
  await expectNothingKept(server)
  return problem.detail
}

const kinds: [what: string, bytes: Uint8Array, code: ProblemCode][] = [
  ['an empty file', new Uint8Array(), 'empty-file'],
  ['a bootloader', makeBootloader(), 'bootloader-image'],
  ['a partition table', makePartitionTable(), 'partition-table'],
  ['a truncated image', app.subarray(0, 700), 'truncated-image'],
  ['an image with a flipped bit', flipped, 'corrupt-image'],
  ['a web page', Buffer.from('<!doctype html><title>404</title>'), 'text-file'],
  ['a compressed ESP32 app', gzipSync(app), 'gzip-file'],
  ['a broken gzip file', gzipSync(app).subarray(0, 100), 'gzip-file'],
  ['a merged image', makeMergedImage({ apps: { factory: app } }), 'merged-image'],
  ['an app without descriptor', makeImage({ descriptor: false }), 'no-descriptor'],
]

test.each(kinds)('%s is refused and leaves nothing behind', async (_what, bytes, code) => {
  await expectRefused(await startManagementApi(), [version, ['file', bytes, 'fw.bin']], 422, code)
})

test('extract=app cannot make up for a merged image without app, nor one override for another', async () => {
  const server = await startManagementApi()
  const merged = makeMergedImage({ apps: {} })
  await expectRefused(server, [version, ['extract', 'app'], ['file', merged, 'fw.bin']], 422, 'merged-image')
  const bare = makeImage({ descriptor: false })
  await expectRefused(
    server,
    [version, ['allow', 'encrypted'], ['file', bare, 'fw.bin']],
    422,
    'no-descriptor',
  )
})

const forms: [what: string, parts: Part[], code: ProblemCode, words: RegExp][] = [
  ['no file', [version], 'missing-file', /part "file"/],
  [
    'a file input in which nothing was chosen',
    [version, ['file', '', '']],
    'missing-file',
    /No file was chosen/,
  ],
  ['the file as text', [version, ['file', 'text']], 'missing-file', /is text/],
  ['two files', [version, file, file], 'several-files', /one build at a time/],
  ['a file in another part', [version, ['firmware', app, 'fw.bin']], 'bad-field', /"firmware"/],
  ['no version', [file], 'bad-field', /^The field "version" is missing\.$/],
  ['a version with a space', [['version', '1 0'], file], 'bad-field', /"version".*without spaces/],
  [
    'an unknown field',
    [version, ['versoin', '1'], file],
    'bad-field',
    /no field "versoin".*version, product/,
  ],
  ['a field twice', [version, version, file], 'bad-field', /"version" comes twice/],
  ['an unknown extract', [version, ['extract', 'all'], file], 'bad-field', /"extract" is "all".*one of app/],
  ['an unknown override', [version, ['allow', 'all'], file], 'bad-field', /no-descriptor, encrypted/],
  ['a product with capitals', [version, ['product', 'Thermo'], file], 'bad-field', /"product".*lower-case/],
  ['notes that are too long', [version, ['notes', 'x'.repeat(10_001)], file], 'bad-field', /"notes"/],
  ['notes far too long', [version, ['notes', 'x'.repeat(70_000)], file], 'bad-field', /"notes" is too long/],
  ['a field of a forbidden name', [version, ['__proto__', 'x'], file], 'bad-field', /name/],
  [
    'fifty fields',
    [version, ...Array.from({ length: 50 }, (_, i): Part => [`x${i}`, '']), file],
    'bad-field',
    /fields/,
  ],
]

test.each(forms)(
  '%s is refused in a sentence and leaves nothing behind',
  async (_what, parts, code, words) => {
    const server = await startManagementApi()
    expect(await expectRefused(server, parts, 400, code)).toMatch(words)
    expect(await expectRefused(server, [...parts].reverse(), 400, code)).toMatch(/\.$/)
  },
)

test('a file of exactly the limit is taken, and one byte more is refused', async () => {
  const bytes = makeImage({ version: '1.0', size: 2048 })
  const server = await startManagementApi({ uploadLimit: 2047 })
  await expectRefused(server, [version, ['file', bytes, 'fw.bin']], 413, 'too-large')
  const larger = await startManagementApi({ uploadLimit: 2048 })
  expect(await upload(larger, [version, ['file', bytes, 'fw.bin']])).toMatchObject({ status: 201 })
})

test('what the rules refuse is not kept, and what was there before stays', async () => {
  const server = await startManagementApi()
  await upload(server, [version, file])
  const [before, kept] = [server.registry.current, await server.kept()]
  const refusals: [Part[], ProblemCode][] = [
    [
      [
        ['version', 'v1.00'],
        ['file', makeImage({ version: 'other' }), 'fw.bin'],
      ],
      'version-exists',
    ],
    [
      [
        ['version', '1.1'],
        ['file', makeImage({ chipId: 9 }), 'fw.bin'],
      ],
      'wrong-chip',
    ],
  ]
  for (const [parts, code] of refusals) {
    expect(await upload(server, parts)).toMatchObject({ status: 409, body: { code } })
  }
  expect(server.registry.current).toBe(before)
  expect(await server.kept()).toEqual(kept)
  expect(await server.staged()).toEqual([])
})

test('an upload for a revision that has moved is refused before its bytes are kept', async () => {
  const server = await startManagementApi()
  const next: Part[] = [
    ['version', '1.1'],
    ['file', makeImage({ version: '1.1' }), 'fw.bin'],
  ]
  expect(await upload(server, next, { 'if-match': '"7"' })).toMatchObject({
    status: 412,
    body: { code: 'revision-moved' },
  })
  await expectNothingKept(server)
  expect(await upload(server, next, { 'if-match': '"0"' })).toMatchObject({ status: 201 })
})

test('an upload that loses its version to another one at the last moment takes its bytes away again', async () => {
  const rival = publishBuild({
    product: 'default',
    version: '1.0',
    build: sampleBuild('rival'),
    at: '2026-03-01T12:00:00.000Z',
  })
  const server: ServerUnderTest = await startManagementApi({
    files: {
      ...nodeFiles,
      rename: async (from, to) => {
        await nodeFiles.rename(from, to)
        await server.registry.change(rival, 'admin')
      },
    },
  })
  expect(await upload(server, [version, file])).toMatchObject({
    status: 409,
    body: { code: 'version-exists' },
  })
  expect(await server.kept()).toEqual([])
  expect(await server.staged()).toEqual([])
})

test('a body that is no form is answered with how to send one', async () => {
  const server = await startManagementApi()
  const types = ['application/octet-stream', 'application/json', 'text/plain', undefined]
  for (const type of types) {
    const response = await server.app.inject({
      method: 'POST',
      url: '/api/v1/builds',
      headers: { ...signedIn, ...(type && { 'content-type': type }) },
      payload: Buffer.from(app),
    })
    expect(response.json()).toMatchObject({ status: 400, code: 'bad-request' })
    expect(response.json().detail).toContain('curl -F version=1.02 -F file=@firmware.bin')
  }
  await expectNothingKept(server)
})

test('a form without boundary, and one that stops in the middle, are refused', async () => {
  const server = await startManagementApi()
  const { headers, payload } = formOf(version, file)
  const send = (type: string, body: Buffer) =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/builds',
      headers: { ...signedIn, 'content-type': type },
      payload: body,
    })
  expect((await send('multipart/form-data', payload)).json()).toMatchObject({ code: 'bad-request' })
  for (const length of [payload.length - 10, payload.length - 500, 60]) {
    const cut = await send(headers['content-type'] ?? '', payload.subarray(0, length))
    expect(cut.json()).toMatchObject({ status: 400, code: 'upload-interrupted' })
  }
  await expectNothingKept(server)
})

describe('a full disk', () => {
  test('at whichever call it is noticed, the upload is refused and leaves nothing behind', async () => {
    const parts: Part[] = [
      version,
      ['extract', 'app'],
      ['file', makeMergedImage({ apps: { factory: app } }), 'fw.bin'],
    ]
    const counting = countingFiles(nodeFiles)
    const fine = await startManagementApi({ files: counting })
    const opening = counting.calls()
    expect(await upload(fine, parts)).toMatchObject({ status: 201 })
    const calls = counting.calls() - opening
    expect(calls).toBeGreaterThan(8)
    let refused = 0
    for (let first = opening + 1; first <= opening + calls; first++) {
      const server = await startManagementApi({ files: fullDisk(nodeFiles, first) })
      const answer = await upload(server, parts)
      if (answer.status === 201) continue
      refused++
      expect(answer).toMatchObject({ status: 507, body: { code: 'disk-full' } })
      await expectNothingKept(server)
    }
    expect(refused).toBeGreaterThan(8)
  })

  test('that keeps the registry from being written leaves no bytes behind either', async () => {
    const store = createMemoryRegistryStore()
    const server = await startManagementApi({
      registryStore: {
        ...store,
        save: async (next) => {
          if (next.revision > 0) throw new DiskFull('full')
          await store.save(next)
        },
      },
    })
    expect(await upload(server, [version, file])).toMatchObject({ status: 507 })
    await expectNothingKept(server)
  })
})
