import { makeImage, makeMergedImage } from '@cyberdeck-ota/esp-image'
import { expect, test } from 'vitest'
import {
  type Part,
  type ServerUnderTest,
  signedIn,
  startManagementApi,
  upload,
} from '../../test/managementServer.ts'

const fetch = ({ app }: ServerUnderTest, path: string) =>
  app.inject({ method: 'GET', url: `/api/v1/products/${path}`, headers: signedIn })

const file = (bytes: Uint8Array): Part => ['file', bytes, 'fw.bin']

test('a build is downloaded under the name of its product and version', async () => {
  const server = await startManagementApi()
  const bytes = makeImage({ version: '1.0' })
  await upload(server, [['version', '1.0:rc(1)+x'], file(bytes)])
  const answer = await fetch(server, 'default/releases/1.0:rc(1)+x/builds/default')
  expect(answer.statusCode).toBe(200)
  expect(answer.rawPayload).toEqual(Buffer.from(bytes))
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': String(bytes.length),
    'content-disposition': 'attachment; filename="default-1.0_rc(1)+x.bin"',
  })
})

test('the board is part of the name where a product has several', async () => {
  const server = await startManagementApi()
  await upload(server, [['version', '1.0'], ['board', 'devkit'], file(makeImage({ version: '1.0' }))])
  await upload(server, [['version', '1.0'], ['board', 's3'], file(makeImage({ version: '1.0', chipId: 9 }))])
  const answer = await fetch(server, 'default/releases/v1.0/builds/s3')
  expect(answer.headers['content-disposition']).toBe('attachment; filename="default-1.0-s3.bin"')
})

test('the merged original is downloaded with factory=true, where there is one', async () => {
  const server = await startManagementApi()
  const merged = makeMergedImage({ apps: { factory: makeImage({ version: '1.0' }) } })
  await upload(server, [['version', '1.0'], ['extract', 'app'], file(merged)])
  await upload(server, [['version', '1.1'], file(makeImage({ version: '1.1' }))])
  const answer = await fetch(server, 'default/releases/1.0/builds/default?factory=true')
  expect(answer.rawPayload).toEqual(Buffer.from(merged))
  expect(answer.headers['content-disposition']).toBe('attachment; filename="default-1.0-factory.bin"')
  const none = await fetch(server, 'default/releases/1.1/builds/default?factory=true')
  expect(none.json()).toMatchObject({ status: 404, code: 'not-found' })
})

test('what does not exist is named in the refusal', async () => {
  const server = await startManagementApi()
  await upload(server, [['version', '1.0'], file(makeImage({ version: '1.0' }))])
  const absent: [path: string, code: string][] = [
    ['thermo/releases/1.0/builds/default', 'unknown-product'],
    ['constructor/releases/1.0/builds/default', 'unknown-product'],
    ['default/releases/2.0/builds/default', 'unknown-release'],
    ['default/releases/1.0/builds/constructor', 'not-found'],
    ['default/releases/1.0/builds/s3', 'not-found'],
  ]
  for (const [path, code] of absent) {
    expect((await fetch(server, path)).json()).toMatchObject({ status: 404, code })
  }
})

test('bytes that are missing from the data folder are told as such', async () => {
  const server = await startManagementApi()
  await upload(server, [['version', '1.0'], file(makeImage({ version: '1.0' }))])
  for (const { sha256 } of await server.builds.list()) await server.builds.delete(sha256)
  const answer = await fetch(server, 'default/releases/1.0/builds/default')
  expect(answer.json()).toMatchObject({
    status: 500,
    code: 'internal-error',
    detail: expect.stringMatching(/missing/),
  })
})
