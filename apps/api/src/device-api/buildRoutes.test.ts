import { deleteRelease } from '@cyberdeck-ota/core'
import { expect, test, vi } from 'vitest'
import { startDeviceApi } from '../../test/deviceServer.ts'
import { exchange, request } from '../../test/rawHttp.ts'

async function startWithBuild(options: Parameters<typeof startDeviceApi>[0] = {}) {
  const server = await startDeviceApi(options)
  const build = await server.publish({ version: '1.02', size: 40_000 })
  const image = (await server.builds.read(build.sha256)) ?? Buffer.alloc(0)
  const path = `/ota/builds/${build.sha256}.bin`
  const ask = (line: string, ...headers: string[]) =>
    exchange(server.port, request(`${line} HTTP/1.1`, 'Host: x', ...headers))
  return { server, build, image, path, ask }
}

test('the bytes of a build have an address that never changes', async () => {
  const { build, image, path, ask } = await startWithBuild()
  const answer = await ask(`GET ${path}`, 'Accept-Encoding: gzip')
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual(image)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '40000',
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=31536000, immutable',
    etag: `"${build.sha256}"`,
    'x-md5': build.md5,
    connection: 'close',
  })
  expect((await ask(`GET ${path.replace(build.sha256, build.sha256.toUpperCase())}`)).status).toBe(200)
})

test.each([
  ['bytes=0-', 0, 39_999],
  ['bytes=0-0', 0, 0],
  ['bytes=100-199', 100, 199],
  ['bytes=39990-40000', 39_990, 39_999],
  ['bytes=-16', 39_984, 39_999],
])('the range %s is served as esp_https_ota needs it, also to HEAD', async (range, start, end) => {
  const { image, path, ask } = await startWithBuild()
  const headers = {
    'content-range': `bytes ${start}-${end}/40000`,
    'content-length': String(end - start + 1),
  }
  const answer = await ask(`GET ${path}`, `Range: ${range}`)
  expect(answer).toMatchObject({ status: 206, headers })
  expect(answer.body).toEqual(image.subarray(start, end + 1))
  expect(await ask(`HEAD ${path}`, `Range: ${range}`)).toMatchObject({
    status: 206,
    headers,
    body: Buffer.alloc(0),
  })
})

test('a range that starts past the end is 416 with the size', async () => {
  const { path, ask } = await startWithBuild()
  const answer = await ask(`GET ${path}`, 'Range: bytes=40000-')
  expect(answer).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */40000' } })
  expect(answer.body).toHaveLength(0)
})

test('several ranges, and a range of another file, are answered with the whole file', async () => {
  const { path, ask } = await startWithBuild()
  const whole = { status: 200, headers: { 'content-length': '40000' } }
  expect(await ask(`GET ${path}`, 'Range: bytes=0-1,4-5')).toMatchObject(whole)
  expect(await ask(`GET ${path}`, 'Range: bytes=5-', 'If-Range: "other"')).toMatchObject(whole)
})

test('a client that names the tag it has gets 304', async () => {
  const { build, path, ask } = await startWithBuild()
  for (const tags of [`"${build.sha256}"`, `"x", W/"${build.sha256}"`, '*']) {
    const answer = await ask(`GET ${path}`, `If-None-Match: ${tags}`)
    expect(answer).toMatchObject({ status: 304, headers: { etag: `"${build.sha256}"`, connection: 'close' } })
    expect(answer.headers).not.toHaveProperty('content-length')
  }
  expect((await ask(`GET ${path}`, 'If-None-Match: "x"')).status).toBe(200)
})

test.each([
  ['x-ESP32-mode: spiffs', 304],
  ['x-ESP32-mode: littlefs', 304],
  ['x-ESP8266-mode: spiffs', 304],
  ['x-ESP32-mode: sketch', 200],
])('an updater that says %s gets %i: no app is written over a filesystem', async (mode, status) => {
  const { path, ask } = await startWithBuild()
  for (const method of ['GET', 'HEAD']) {
    const answer = await ask(`${method} ${path}`, 'User-Agent: ESP32-http-Update', mode)
    expect(answer.status).toBe(status)
  }
})

test('the digests stand beside the file as text', async () => {
  const { build, path, ask } = await startWithBuild()
  for (const [suffix, digest] of [
    ['.md5', build.md5],
    ['.sha256', build.sha256],
  ]) {
    const answer = await ask(`GET ${path}${suffix}`)
    expect(answer.body.toString()).toBe(digest)
    expect(answer.headers).toMatchObject({ 'content-length': String(digest?.length), connection: 'close' })
    expect(await ask(`HEAD ${path}${suffix}`)).toMatchObject({
      headers: { 'content-length': String(digest?.length) },
      body: Buffer.alloc(0),
    })
  }
})

test('what is not published, or not any more, is a short 404', async () => {
  const { server, build, path, ask } = await startWithBuild()
  const missing = { status: 404, headers: { 'content-length': '13', connection: 'close' } }
  for (const name of ['00'.repeat(32), build.sha256.slice(1), `${build.sha256}.bin.sha1`, '..%2fmeta.json']) {
    expect(await ask(`GET /ota/builds/${name}.bin`)).toMatchObject(missing)
  }
  await server.publish({ version: '1.03' })
  expect((await ask(`GET ${path}`)).status).toBe(200)
  const at = '2026-03-01T12:00:00.000Z'
  await server.registry.change(deleteRelease({ product: 'default', version: '1.02', at }), 'test')
  expect(await ask(`GET ${path}`)).toMatchObject(missing)
})

test('with every place taken a new download is turned away, and one that continues is not, up to twice as many', async () => {
  const { server, path, ask } = await startWithBuild({ limit: 1 })
  const place = server.downloads.reserve()
  expect(await ask(`GET ${path}`)).toMatchObject({ status: 429, headers: { connection: 'close' } })
  expect((await ask(`GET ${path}`, 'User-Agent: ESP32-http-Update')).status).toBe(304)
  expect((await ask(`GET ${path}`, 'Range: bytes=20000-')).status).toBe(206)
  await vi.waitFor(() => expect(server.downloads.counters().active).toBe(1))
  const second = server.downloads.reserve({ continuing: true })
  expect((await ask(`GET ${path}`, 'Range: bytes=20000-')).status).toBe(429)
  second?.release()
  place?.release()
  expect((await ask(`GET ${path}`)).status).toBe(200)
})

test('bytes that cannot be read are 500 to a plain client and 304 to an updater', async () => {
  const server = await startDeviceApi({ readBuild: async () => null })
  const { sha256 } = await server.publish({ version: '1.02' })
  const ask = (...headers: string[]) =>
    exchange(server.port, request(`GET /ota/builds/${sha256}.bin HTTP/1.0`, ...headers))
  expect((await ask()).status).toBe(500)
  expect((await ask('User-Agent: ESP32-http-Update')).status).toBe(304)
  expect(server.downloads.counters().active).toBe(0)
})

test.each([
  [
    'runs this very build, by SHA-256',
    (running: Running) => `x-ESP32-sketch-sha256: ${running.sha256?.toUpperCase()}`,
  ],
  ['runs this very build, by MD5', (running: Running) => `x-ESP32-sketch-md5: ${running.md5}`],
  ['has no room for it', () => 'x-ESP32-free-space: 39999'],
])('an updater that %s is not sent it', async (_what, header) => {
  const { build, path, ask } = await startWithBuild()
  const running = { sha256: build.runningSha256, md5: build.runningMd5 }
  expect((await ask(`GET ${path}`, header(running))).status).toBe(304)
  expect((await ask(`GET ${path}`, 'x-ESP32-free-space: 40000')).status).toBe(200)
})

interface Running {
  sha256: string | null
  md5: string | null
}
