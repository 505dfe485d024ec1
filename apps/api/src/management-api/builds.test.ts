import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { makeImage, makeMergedImage } from '@cyberdeck-ota/esp-image'
import { UploadResult } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { makeEsp8266Image } from '../../test/esp8266Image.ts'
import { type Part, type ServerUnderTest, startManagementApi, upload } from '../../test/managementServer.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const image = (version: string, more = {}) => makeImage({ version, project: 'thermo', ...more })

async function kept(server: ServerUnderTest, parts: Part[], status = 201): Promise<UploadResult> {
  const answer = await upload(server, parts)
  expect(answer).toMatchObject({ status })
  return UploadResult.parse(answer.body)
}

test('the first upload of a product is kept, described, and published to stable', async () => {
  const server = await startManagementApi()
  const app = image('1.02')
  const result = await kept(server, [
    ['version', '1.02'],
    ['file', app, 'C:\\build\\thermo.bin'],
  ])
  expect(result).toMatchObject({
    release: { version: '1.02', notes: '', uploadedAt: '2026-03-01T12:00:00.000Z' },
    board: 'default',
    build: { chip: 'ESP32', size: app.length, fileName: 'thermo.bin', uploadedBy: 'environment token' },
    published: 'stable',
    warnings: [],
  })
  expect(result.build.sha256).toBe(sha256(app))
  expect(await server.builds.read(sha256(app))).toEqual(Buffer.from(app))
  expect(await server.staged()).toEqual([])
  const { products, changedBy } = server.registry.current
  expect(products.default?.channels).toEqual({ stable: { version: '1.02', recall: false } })
  expect(changedBy).toBe('environment token')
})

test('fields may follow the file, and choose product, board, notes and channel', async () => {
  const server = await startManagementApi()
  const result = await kept(server, [
    ['file', image('2.0'), 'fw.bin'],
    ['notes', 'grüße\nfrom CI'],
    ['publish', 'beta'],
    ['board', 's3-sense'],
    ['product', 'thermo'],
    ['version', '2.0'],
  ])
  expect(result).toMatchObject({ release: { notes: 'grüße\nfrom CI' }, board: 's3-sense', published: 'beta' })
  expect(Object.keys(server.registry.current.products)).toEqual(['thermo'])
})

test('a field that a later version of the server gave a release does not make an upload into it fail', async () => {
  const server = await startManagementApi()
  const parts: Part[] = [
    ['version', '1.02'],
    ['file', image('1.02'), 'fw.bin'],
  ]
  await kept(server, parts)
  await server.registry.change(({ products }) => {
    const changed = structuredClone(products)
    Object.assign(changed.default?.releases['1.02'] ?? {}, { later: true })
    return { products: changed, note: { code: 'test', sentence: 'Added a field' } }
  }, 'test')
  const again = await upload(server, [['notes', 'Again.'], ...parts])
  expect(again).toMatchObject({ status: 200, body: { release: { notes: 'Again.', later: true } } })
})

test('publish=none keeps a first release from every device', async () => {
  const server = await startManagementApi()
  const result = await kept(server, [
    ['version', '1.0'],
    ['publish', 'none'],
    ['file', image('1.0'), 'fw.bin'],
  ])
  expect(result.published).toBeNull()
  expect(server.registry.current.products.default?.channels).toEqual({})
})

test('the same bytes again are that build: 200, and no new revision', async () => {
  const server = await startManagementApi()
  const parts: Part[] = [
    ['version', '1.0'],
    ['file', image('1.0'), 'fw.bin'],
  ]
  await kept(server, parts)
  const { revision } = server.registry.current
  const again = await kept(server, parts, 200)
  expect(again).toMatchObject({ published: null, release: { version: '1.0' } })
  expect(server.registry.current.revision).toBe(revision)
  expect(await server.staged()).toEqual([])
})

test('bytes that went missing from the data folder are healed by uploading them again', async () => {
  const server = await startManagementApi()
  const app = image('1.0')
  const parts: Part[] = [
    ['version', '1.0'],
    ['file', app, 'fw.bin'],
  ]
  await kept(server, parts)
  await server.builds.delete(sha256(app))
  await kept(server, parts, 200)
  expect(await server.builds.read(sha256(app))).toEqual(Buffer.from(app))
})

test('extract=app takes the app out of a merged image and keeps the original beside it', async () => {
  const server = await startManagementApi()
  const app = image('1.0')
  const merged = makeMergedImage({ apps: { factory: app } })
  const { build } = await kept(server, [
    ['version', '1.0'],
    ['extract', 'app'],
    ['file', merged, 'thermo.merged.bin'],
  ])
  expect(build).toMatchObject({ sha256: sha256(app), size: app.length, kind: 'app' })
  expect(build.factory).toEqual({
    sha256: sha256(merged),
    size: merged.length,
    address: 0,
    fileName: 'thermo.merged.bin',
    appOffset: 0x10000,
  })
  expect((await server.kept()).sort()).toEqual([`${sha256(app)}.bin`, `${sha256(merged)}.bin`].sort())
  expect(await server.staged()).toEqual([])
})

test('extract=app takes a plain app as it is, so that a script can always send it', async () => {
  const server = await startManagementApi()
  const { build } = await kept(server, [
    ['version', '1.0'],
    ['extract', 'app'],
    ['file', image('1.0'), 'fw.bin'],
  ])
  expect(build).toMatchObject({ sha256: sha256(image('1.0')), factory: null })
})

test('allow=no-descriptor lets an app without descriptor through, also out of a merged image', async () => {
  const server = await startManagementApi()
  const bare = image('', { descriptor: false, text: '1.0' })
  const single = await kept(server, [
    ['version', '1.0'],
    ['allow', 'no-descriptor'],
    ['file', bare, 'fw.bin'],
  ])
  expect(single.build.kind).toBe('app-without-descriptor')
  const inside = await kept(server, [
    ['version', '1.1'],
    ['allow', 'no-descriptor'],
    ['extract', 'app'],
    ['file', makeMergedImage({ apps: { factory: bare } }), 'merged.bin'],
  ])
  expect(inside).toMatchObject({
    build: { kind: 'app-without-descriptor' },
    warnings: [{ code: 'same-bytes' }, {}],
  })
})

test('a compressed ESP8266 app is taken, and recognised by what it becomes in the device’s flash', async () => {
  const server = await startManagementApi()
  const app = makeEsp8266Image()
  const packed = gzipSync(app)
  const { build } = await kept(server, [
    ['version', '1.0'],
    ['file', packed, 'fw.bin.gz'],
  ])
  expect(build).toMatchObject({
    kind: 'esp8266-gzip',
    chip: 'ESP8266',
    sha256: sha256(packed),
    size: packed.length,
  })
  expect(build.runningMd5).toBe(createHash('md5').update(app).digest('hex'))
})

test('warnings tell what looks wrong about an upload that is kept', async () => {
  const server = await startManagementApi()
  await kept(server, [
    ['version', '1.0'],
    ['file', image('1.0'), 'fw.bin'],
  ])
  const { warnings } = await kept(server, [
    ['version', '1.1'],
    ['file', image('1.0'), 'fw.bin'],
  ])
  expect(warnings.map(({ code }) => code)).toEqual(['same-bytes', 'version-not-in-image'])
})

test('uploads that arrive at once are published one after another, each whole', async () => {
  const server = await startManagementApi()
  const versions = ['1.0', '1.1', '1.2', '1.3', '1.4']
  const results = await Promise.all(
    versions.map((version) =>
      kept(server, [
        ['version', version],
        ['file', image(version), 'fw.bin'],
      ]),
    ),
  )
  expect(results.filter(({ published }) => published === 'stable')).toHaveLength(1)
  expect(Object.keys(server.registry.current.products.default?.releases ?? {}).sort()).toEqual(versions)
  expect(await server.kept()).toHaveLength(versions.length)
})
