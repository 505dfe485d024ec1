import { makeImage } from '@cyberdeck-ota/esp-image'
import { Registry } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import {
  type Part,
  type ServerUnderTest,
  send,
  startManagementApi,
  upload,
} from '../../test/managementServer.ts'

const thermo = (server: ServerUnderTest) => server.registry.current.products.thermo

/** Uploads an image of its own for each version. */
async function publish(server: ServerUnderTest, version: string, more: Part[] = [], chipId = 0) {
  const answer = await upload(server, [
    ['version', version],
    ['product', 'thermo'],
    ...more,
    ['file', makeImage({ version, chipId }), 'fw.bin'],
  ])
  expect(answer).toMatchObject({ status: 201 })
  return answer
}

test('a product is made empty, listed, and its devices are told that there is no firmware', async () => {
  const server = await startManagementApi()
  const made = await send(server, 'POST', '/products', { product: 'thermo' })
  expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' } })
  expect(Registry.parse(made.body).products).toEqual({
    thermo: { boards: {}, releases: {}, channels: {}, removed: {} },
  })
  const poll = await server.app.inject('/ota?product=thermo&version=1.00')
  expect([poll.statusCode, poll.body]).toEqual([503, 'No firmware available'])
  expect(await send(server, 'POST', '/products', { product: 'thermo' })).toMatchObject({
    status: 409,
    body: { code: 'product-exists' },
  })
  expect(await send(server, 'POST', '/products', { product: 'Thermo stat' })).toMatchObject({
    status: 400,
    body: { code: 'bad-field' },
  })
})

test('a product is deleted once nothing is in it any more', async () => {
  const server = await startManagementApi()
  await publish(server, '1.00')
  expect(await send(server, 'DELETE', '/products/thermo')).toMatchObject({
    status: 409,
    body: { code: 'product-in-use', detail: 'thermo has the release 1.00: delete it first.' },
  })
  await send(server, 'POST', '/products', { product: 'lamp' })
  expect(await send(server, 'DELETE', '/products/lamp')).toMatchObject({ status: 204, body: '' })
  expect(Object.keys(server.registry.current.products)).toEqual(['thermo'])
  expect(await send(server, 'DELETE', '/products/lamp')).toMatchObject({
    status: 404,
    body: { code: 'unknown-product' },
  })
})

test('a declared board keeps images for another chip out, and its chip finds it', async () => {
  const server = await startManagementApi()
  await send(server, 'POST', '/products', { product: 'thermo' })
  expect(await send(server, 'PUT', '/products/thermo/boards/devkit', { chip: 'ESP32' })).toMatchObject({
    status: 200,
  })
  expect(await send(server, 'PUT', '/products/thermo/boards/sense', { chip: 'esp32-s3' })).toMatchObject({
    body: { products: { thermo: { boards: { sense: { chip: 'ESP32-S3', declared: true } } } } },
  })
  expect(await publish(server, '1.00', [], 9)).toMatchObject({ body: { board: 'sense' } })
  expect(await publish(server, '1.00', [], 0)).toMatchObject({ body: { board: 'devkit' } })
  const wrong = await upload(server, [
    ['version', '1.01'],
    ['product', 'thermo'],
    ['board', 'sense'],
    ['file', makeImage({ version: '1.01' }), 'fw.bin'],
  ])
  expect(wrong).toMatchObject({ status: 409, body: { code: 'wrong-chip' } })
  expect(await send(server, 'DELETE', '/products/thermo/boards/sense')).toMatchObject({
    status: 409,
    body: { code: 'board-in-use' },
  })
})

test('a board that was declared by mistake is deleted; a chip that no image can have is refused', async () => {
  const server = await startManagementApi()
  await send(server, 'POST', '/products', { product: 'thermo' })
  expect(await send(server, 'PUT', '/products/thermo/boards/relay', {})).toMatchObject({ status: 200 })
  expect(thermo(server)?.boards).toEqual({ relay: { chip: null, declared: true } })
  expect(await send(server, 'PUT', '/products/thermo/boards/relay', { chip: 'chip-77' })).toMatchObject({
    status: 200,
  })
  expect(await send(server, 'PUT', '/products/thermo/boards/relay', { chip: 'esp32s3' })).toMatchObject({
    status: 400,
    body: {
      code: 'bad-field',
      detail: expect.stringContaining('"esp32s3" is no chip; those there are: ESP32, '),
    },
  })
  expect(await send(server, 'DELETE', '/products/thermo/boards/relay')).toMatchObject({ status: 204 })
  expect(await send(server, 'DELETE', '/products/thermo/boards/relay')).toMatchObject({
    status: 404,
    body: { code: 'unknown-board' },
  })
})

test('a channel is deleted, and its devices are told that there is no firmware; stable stays', async () => {
  const server = await startManagementApi()
  await publish(server, '1.00')
  await publish(server, '1.01', [['publish', 'beta']])
  const asBeta = () => server.app.inject('/ota?product=thermo&channel=beta&version=1.01')
  expect((await asBeta()).body).toBe('Uptodate')
  expect(await send(server, 'DELETE', '/products/thermo/channels/beta')).toMatchObject({ status: 204 })
  expect((await asBeta()).statusCode).toBe(503)
  expect(await send(server, 'DELETE', '/products/thermo/channels/beta')).toMatchObject({
    status: 404,
    body: { code: 'unknown-channel' },
  })
  expect(await send(server, 'DELETE', '/products/thermo/channels/stable')).toMatchObject({
    status: 409,
    body: { code: 'channel-in-use' },
  })
})

test('stepping stone, aliases, notes and version of a release are edited in one revision', async () => {
  const server = await startManagementApi()
  for (const version of ['1.00', '1.50', '2.00']) await publish(server, version)
  const { revision } = server.registry.current
  const edited = await send(server, 'PATCH', '/products/thermo/releases/2.00', {
    notes: 'Larger partitions',
    minFrom: '1.50',
    aliases: ['1.99'],
    version: '2.01',
  })
  expect(edited).toMatchObject({ status: 200, body: { revision: revision + 1 } })
  expect(thermo(server)?.releases['2.01']).toMatchObject({
    version: '2.01',
    notes: 'Larger partitions',
    minFrom: '1.50',
    aliases: ['1.99'],
  })
  const release = '/products/thermo/releases'
  for (const [path, body, code] of [
    [`${release}/1.50`, { minFrom: '2.01' }, 'stepping-stone-loop'],
    [`${release}/1.50`, { aliases: ['1.99'] }, 'version-exists'],
    [`${release}/1.50`, { version: '1.00' }, 'version-exists'],
  ] as const) {
    expect(await send(server, 'PATCH', path, body)).toMatchObject({ status: 409, body: { code } })
  }
  expect(await send(server, 'DELETE', `${release}/1.50`)).toMatchObject({
    status: 409,
    body: { code: 'release-in-use', detail: expect.stringContaining('stepping stone') },
  })
  expect(await send(server, 'PATCH', `${release}/2.01`, { minFrom: null, aliases: [] })).toMatchObject({
    status: 200,
  })
  expect(thermo(server)?.releases['2.01']).not.toHaveProperty('minFrom')
  expect(await send(server, 'DELETE', `${release}/1.50`)).toMatchObject({ status: 204 })
})

test('each of these writes is made only at the revision that it insists on', async () => {
  const server = await startManagementApi()
  await publish(server, '1.00')
  const before = server.registry.current
  const old = { 'if-match': `"${before.revision - 1}"` }
  for (const [method, path, body] of [
    ['POST', '/products', { product: 'lamp' }],
    ['DELETE', '/products/thermo', undefined],
    ['PUT', '/products/thermo/boards/relay', {}],
    ['DELETE', '/products/thermo/boards/default', undefined],
    ['DELETE', '/products/thermo/channels/stable', undefined],
  ] as const) {
    expect(await send(server, method, path, body, old)).toMatchObject({
      status: 412,
      body: { code: 'revision-moved' },
    })
  }
  expect(server.registry.current).toBe(before)
})

test('an upload that brings other notes is kept, and says that the release keeps those it has', async () => {
  const server = await startManagementApi()
  await publish(server, '1.00', [['notes', 'First.']])
  const again = await upload(server, [
    ['version', '1.00'],
    ['product', 'thermo'],
    ['notes', 'Second.'],
    ['file', makeImage({ version: '1.00' }), 'fw.bin'],
  ])
  expect(again).toMatchObject({
    status: 200,
    body: { release: { notes: 'First.' }, warnings: [{ code: 'notes-kept' }] },
  })
})
