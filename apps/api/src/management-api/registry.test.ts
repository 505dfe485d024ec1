import { makeImage } from '@cyberdeck-ota/esp-image'
import { Registry } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { type ServerUnderTest, send, startManagementApi, upload } from '../../test/managementServer.ts'

/** A server with releases 1.0 (on stable) and 1.1 of the product `default`. */
async function startWithReleases(): Promise<ServerUnderTest> {
  const server = await startManagementApi()
  for (const version of ['1.0', '1.1']) {
    await upload(server, [
      ['version', version],
      ['file', makeImage({ version }), 'fw.bin'],
    ])
  }
  return server
}

const stable = '/products/default/channels/stable'
const release = '/products/default/releases/1.1'

test('the registry is answered with its revision as ETag, and 304 to who has it', async () => {
  const server = await startWithReleases()
  const { revision } = server.registry.current
  const first = await send(server, 'GET', '/registry')
  expect(first).toMatchObject({
    status: 200,
    headers: { etag: `"${revision}"`, 'cache-control': 'private, no-cache' },
  })
  expect(Registry.parse(first.body)).toEqual(server.registry.current)
  for (const tag of [`"${revision}"`, `W/"${revision}"`, `"0", "${revision}"`, '*']) {
    const again = await send(server, 'GET', '/registry', undefined, { 'if-none-match': tag })
    expect(again).toMatchObject({ status: 304, body: '', headers: { etag: `"${revision}"` } })
  }
  const stale = await send(server, 'GET', '/registry', undefined, { 'if-none-match': `"${revision - 1}"` })
  expect(stale.status).toBe(200)
})

test('a channel is pointed at another release, and the answer is the new registry', async () => {
  const server = await startWithReleases()
  const answer = await send(server, 'PUT', stable, { version: 'v1.10' })
  expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-release' } })
  const set = await send(server, 'PUT', stable, { version: 'v1.1', recall: true })
  expect(set).toMatchObject({
    status: 200,
    body: {
      changedBy: 'environment token',
      products: { default: { channels: { stable: { version: '1.1', recall: true } } } },
    },
  })
  expect(set.headers.etag).toBe(`"${server.registry.current.revision}"`)
  expect(await send(server, 'PUT', '/products/thermo/channels/stable', { version: '1.1' })).toMatchObject({
    status: 404,
    body: { code: 'unknown-product' },
  })
})

test('a misspelt field is refused, not left out', async () => {
  const server = await startWithReleases()
  const { revision } = server.registry.current
  for (const [method, path, body] of [
    ['PUT', stable, { version: '1.1', recal: true }],
    ['PATCH', release, { notes: 'x', note: 'y' }],
    ['POST', '/tokens', { name: 'CI', expires: '2030-01-01T00:00:00.000Z' }],
  ] as const) {
    expect(await send(server, method, path, body)).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/Unrecognized key: "(recal|note|expires)"/) },
    })
  }
  expect(server.registry.current.revision).toBe(revision)
})

test('setting what is already set spends no revision', async () => {
  const server = await startWithReleases()
  const { revision } = server.registry.current
  expect(await send(server, 'PUT', stable, { version: '1.0' })).toMatchObject({
    status: 200,
    body: { revision },
  })
})

test('a write that insists on a revision is refused once it has moved, and nothing changes', async () => {
  const server = await startWithReleases()
  const before = server.registry.current
  const old = { 'if-match': `"${before.revision - 1}"` }
  const writes = [
    () => send(server, 'PUT', stable, { version: '1.1' }, old),
    () => send(server, 'PATCH', release, { notes: 'x' }, old),
    () => send(server, 'DELETE', release, undefined, old),
    () => send(server, 'POST', `${release}/restore`, undefined, old),
  ]
  for (const write of writes)
    expect(await write()).toMatchObject({ status: 412, body: { code: 'revision-moved' } })
  expect(server.registry.current).toBe(before)
  const current = { 'if-match': `W/"${before.revision}"` }
  expect(await send(server, 'PUT', stable, { version: '1.1' }, current)).toMatchObject({ status: 200 })
  expect(await send(server, 'PUT', stable, { version: '1.0' }, { 'if-match': '*' })).toMatchObject({
    status: 200,
  })
  expect(await send(server, 'PUT', stable, { version: '1.1' }, { 'if-match': 'seven' })).toMatchObject({
    status: 400,
    body: { code: 'bad-request' },
  })
})

test('notes are edited, and longer ones than there may be are refused', async () => {
  const server = await startWithReleases()
  expect(await send(server, 'PATCH', release, { notes: 'fixes the fan' })).toMatchObject({ status: 200 })
  expect(server.registry.current.products.default?.releases['1.1']?.notes).toBe('fixes the fan')
  expect(await send(server, 'PATCH', release, { notes: 'x'.repeat(10_001) })).toMatchObject({
    status: 400,
    body: { code: 'bad-field' },
  })
  expect(await send(server, 'PATCH', release, {})).toMatchObject({ status: 400, body: { code: 'bad-field' } })
})

test('a release that a channel points at is not deleted; another is, and comes back as it was', async () => {
  const server = await startWithReleases()
  const before = server.registry.current.products.default
  expect(await send(server, 'DELETE', '/products/default/releases/1.0')).toMatchObject({
    status: 409,
    body: { code: 'release-in-use', detail: expect.stringContaining('stable') },
  })
  expect(await send(server, 'DELETE', release)).toMatchObject({ status: 204, body: '' })
  expect(Object.keys(server.registry.current.products.default?.releases ?? {})).toEqual(['1.0'])
  expect(await send(server, 'POST', `${release}/restore`)).toMatchObject({ status: 200 })
  expect(server.registry.current.products.default).toEqual(before)
  expect(await send(server, 'DELETE', '/products/default/releases/7.7')).toMatchObject({
    status: 404,
    body: { code: 'unknown-release' },
  })
})

test('versions with every character that one may have are found in the path', async () => {
  const server = await startManagementApi()
  const version = 'v1.0~rc(1):a+b-c_d'
  await upload(server, [
    ['version', version],
    ['file', makeImage({ version: '1' }), 'fw.bin'],
  ])
  for (const path of [version, encodeURIComponent(version)]) {
    expect(await send(server, 'PATCH', `/products/default/releases/${path}`, { notes: path })).toMatchObject({
      status: 200,
    })
  }
})
