import { deleteRelease, setChannel } from '@cyberdeck-ota/core'
import { makeImage, makeMergedImage } from '@cyberdeck-ota/esp-image'
import { InstallOffer } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { factoryFiles, factoryForm } from '../../test/factoryFiles.ts'
import { ask, type Part, startManagementApi, upload } from '../../test/managementServer.ts'
import { exchange, request } from '../../test/rawHttp.ts'

async function startWith(...forms: Part[][]) {
  const server = await startManagementApi()
  for (const form of forms) expect(await upload(server, form)).toMatchObject({ status: 201 })
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as { port: number }
  const get = (path: string, ...headers: string[]) =>
    exchange(port, request(`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers))
  const head = (path: string) =>
    exchange(port, request(`HEAD ${path} HTTP/1.1`, 'Host: x', 'Connection: close'))
  return { server, get, head }
}

const alone: Part[] = [
  ['version', '1.02'],
  ['file', makeImage({ version: '1.02' }), 'fw.bin'],
]
const openToAll = { 'access-control-allow-origin': '*' }

test('the manifest has a length, is never kept, may be read by any page, and is the same to HEAD', async () => {
  const { get, head } = await startWith(factoryForm('1.02'))
  const answer = await get('/ota/manifest.json', 'Origin: https://example.org')
  const headers = {
    ...openToAll,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(answer.body.length),
    'cache-control': 'no-store',
  }
  expect(answer).toMatchObject({ status: 200, headers })
  expect(JSON.parse(answer.body.toString())).toMatchObject({ name: 'Firmware', version: '1.02' })
  expect(await head('/ota/manifest.json')).toMatchObject({ status: 200, headers, body: Buffer.alloc(0) })
})

test('a product without anything published is 503, and a request nobody can act on 400', async () => {
  const { get } = await startWith(factoryForm('1.02'))
  expect(await get('/ota/manifest.json?channel=beta')).toMatchObject({ status: 503, headers: openToAll })
  expect(await get('/ota/product/lamp/manifest.json')).toMatchObject({ status: 503 })
  for (const path of [
    'manifest.json?product=A',
    'lamp/x/manifest.json',
    'product/a/manifest.json?product=b',
  ]) {
    const { status, body } = await get(`/ota/${path}`)
    expect(status).toBe(400)
    expect(body.toString()).toMatch(/^Bad request: .+\.$/)
  }
})

test('what has nothing for a blank board is not in the manifest, and people hear why', async () => {
  const { server, get } = await startWith(alone)
  expect(JSON.parse((await get('/ota/manifest.json')).body.toString())).toMatchObject({ builds: [] })
  const offer = await ask(server, 'GET', '/products/default/channels/stable/manifest')
  expect(InstallOffer.parse(offer.json())).toEqual({
    url: 'http://192.168.1.5:5000/ota/product/default/channel/stable/manifest.json',
    version: '1.02',
    boards: [],
    leftOut: [{ board: 'default', code: 'no-factory-parts', sentence: expect.stringMatching(/blank board/) }],
  })
})

test('a factory image with settings in it is not served, and people hear why', async () => {
  const merged = makeMergedImage({ apps: { factory: makeImage({ version: '1.02' }) } })
  merged.set(Buffer.from('hunter2'), 0x9000)
  const { server, get } = await startWith([
    ['version', '1.02'],
    ['extract', 'app'],
    ['file', merged, 'merged.bin'],
  ])
  expect(JSON.parse((await get('/ota/manifest.json')).body.toString())).toMatchObject({ builds: [] })
  const { factory } = server.registry.current.products.default?.releases['1.02']?.builds.default ?? {}
  expect(factory).toMatchObject({ address: 0, settings: true })
  expect(await get(`/ota/builds/${factory?.sha256}.bin`)).toMatchObject({ status: 404 })
  const offer = await ask(server, 'GET', '/products/default/channels/stable/manifest')
  expect(offer.json().leftOut).toMatchObject([{ code: 'has-settings' }])
})

test('people hear what is offered, and where', async () => {
  const { server, get } = await startWith(
    factoryForm('1.02', 9, [
      ['product', 'lamp'],
      ['board', 's3'],
      ['publish', 'beta'],
    ]),
  )
  const offer = InstallOffer.parse((await ask(server, 'GET', '/products/lamp/channels/beta/manifest')).json())
  expect(offer).toMatchObject({ boards: [{ board: 's3', chip: 'ESP32-S3' }], leftOut: [] })
  const { status, body } = await get(new URL(offer.url).pathname)
  expect([status, JSON.parse(body.toString()).name]).toEqual([200, 'lamp'])
})

test.each([
  ['/products/nothing/channels/stable/manifest', 'unknown-product'],
  ['/products/default/channels/beta/manifest', 'unknown-channel'],
])('%s is refused as %s', async (path, code) => {
  const { server } = await startWith(alone)
  expect((await ask(server, 'GET', path)).json()).toMatchObject({ status: 404, code })
})

test('the files it names are served for good, in ranges, to any page, and to no updater', async () => {
  const { get, head } = await startWith(factoryForm('1.02'))
  const manifest = JSON.parse((await get('/ota/manifest.json')).body.toString())
  const [bootloader, , , app] = manifest.builds[0].parts
  const bytes = Buffer.from(factoryFiles().bootloader)
  const path = `/ota/${bootloader.path}`
  const answer = await get(path)
  expect(answer).toMatchObject({
    status: 200,
    headers: {
      ...openToAll,
      'content-length': String(bytes.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
    },
  })
  expect(answer.body).toEqual(bytes)
  const range = await get(path, 'Range: bytes=10-19')
  expect(range).toMatchObject({ status: 206, headers: openToAll })
  expect(range.body).toEqual(bytes.subarray(10, 20))
  expect((await head(path)).headers).toMatchObject({ 'content-length': String(bytes.length) })
  expect(await get(path, `If-None-Match: ${answer.headers.etag}`)).toMatchObject({
    status: 304,
    headers: openToAll,
  })
  expect(await get(path, 'User-Agent: ESP32-http-Update')).toMatchObject({ status: 404 })
  expect(await get(`${path}.md5`)).toMatchObject({ status: 404 })
  expect((await get(`/ota/${app.path}`)).headers).toMatchObject(openToAll)
})

test('no other address is open to the pages of other sites', async () => {
  const { server, get } = await startWith(factoryForm('1.01'), alone)
  const change = setChannel({ product: 'default', channel: 'stable', version: '1.02', recall: false })
  await server.registry.change(change, 'test')
  const { sha256 } = server.registry.current.products.default?.releases['1.02']?.builds.default ?? {}
  for (const path of [
    '/ota?version=1.00',
    '/ota/info',
    `/ota/builds/${sha256}.bin`,
    '/api/v1/me',
    '/healthz',
  ]) {
    const { status, headers } = await get(path, 'Origin: https://example.org')
    expect([path, status, headers['access-control-allow-origin']]).toEqual([path, 200, undefined])
  }
})

test('the parts of a release that was deleted are gone', async () => {
  const { server, get } = await startWith(factoryForm('1.01'), alone)
  const manifest = JSON.parse((await get('/ota/manifest.json')).body.toString())
  const point = setChannel({ product: 'default', channel: 'stable', version: '1.02', recall: false })
  await server.registry.change(point, 'test')
  await server.registry.change(
    deleteRelease({ product: 'default', version: '1.01', at: '2026-03-01T12:00:00.000Z' }),
    'test',
  )
  expect(await get(`/ota/${manifest.builds[0].parts[0].path}`)).toMatchObject({ status: 404 })
})
