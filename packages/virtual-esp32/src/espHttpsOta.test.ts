import { afterEach, describe, expect, it } from 'vitest'
import { createVirtualEsp32, type VirtualEsp32Options } from './device.ts'
import { makeFirmware } from './images.ts'
import { response, startTestServer } from './testServer.ts'

const image = makeFirmware({ version: '2.00', size: 150_000 - (150_000 % 16) })

let stop = async () => {}
afterEach(() => stop())

/** A server with HEAD and single ranges; `ranges: false` is one that ignores them. */
async function boardServed(served: Buffer, options: Partial<VirtualEsp32Options> = {}, ranges = true) {
  const server = await startTestServer(({ line, headers }, socket) => {
    if (line.startsWith('HEAD')) {
      return void socket.end(response('200 OK', '', { 'Content-Length': String(served.length) }))
    }
    const [, from, to] = /^Range: bytes=(\d+)-(\d*)$/.exec(headers.at(-1) ?? '') ?? []
    if (!ranges || from === undefined) return void socket.end(response('200 OK', served))
    if (Number(from) >= served.length) return void socket.end(response('416 Range Not Satisfiable'))
    const end = to ? Number(to) + 1 : served.length
    socket.end(response('206 Partial Content', served.subarray(Number(from), end)))
  })
  stop = server.stop
  const board = createVirtualEsp32({ serverUrl: server.url, sketch: 'idf', ...options })
  const asked = () =>
    server.requests.map(({ line, headers }) => [line.split(' ')[0], ...headers.slice(2)].join(' '))
  return { board, server, asked }
}

describe('esp_https_ota()', () => {
  it('asks for the whole file with nothing said of the board', async () => {
    const { board, server } = await boardServed(image, { path: () => '/ota/builds/x.bin' })
    expect(await board.poll()).toMatchObject({ outcome: 'updated', code: 'ESP_OK', bytes: image.length })
    expect(server.requests).toMatchObject([
      {
        line: 'GET /ota/builds/x.bin HTTP/1.1',
        headers: ['User-Agent: ESP32 HTTP Client/1.0', `Host: ${new URL(server.url).host}`],
      },
    ])
  })

  it('asks for the length and then range by range, each on a connection of its own', async () => {
    const { board, asked } = await boardServed(image, { idf: { rangeBytes: 65_536 } })
    expect(await board.poll()).toMatchObject({ outcome: 'updated', bytes: image.length })
    expect(asked()).toEqual([
      'HEAD',
      'GET Range: bytes=0-65535',
      'GET Range: bytes=65536-131071',
      'GET Range: bytes=131072-',
    ])
  })

  it('goes on where the power failed', async () => {
    const reading = { abortAfter: 50_000 }
    const { board, asked } = await boardServed(image, { idf: { resume: true }, reading })
    expect(await board.poll()).toMatchObject({ outcome: 'aborted', bytes: 50_000 })
    expect(await board.poll()).toMatchObject({ outcome: 'aborted', bytes: 50_000 })
    expect(await board.poll()).toMatchObject({ outcome: 'updated', bytes: image.length - 100_000 })
    expect(asked()).toEqual(['GET Range: bytes=0-', 'GET Range: bytes=50000-', 'GET Range: bytes=100000-'])
  })

  it('begins anew when the server sends the whole file instead of the range', async () => {
    const { board } = await boardServed(
      image,
      { idf: { resume: true }, reading: { abortAfter: 149_000 } },
      false,
    )
    await board.poll()
    expect(await board.poll()).toMatchObject({ outcome: 'aborted', bytes: 149_000, httpStatus: 200 })
  })

  it('begins anew when the range begins past the end of a file that has changed', async () => {
    let served = image
    const server = await startTestServer(({ headers }, socket) => {
      const from = Number(/bytes=(\d+)-/.exec(headers.at(-1) ?? '')?.[1])
      if (from >= served.length) return void socket.end(response('416 Range Not Satisfiable'))
      socket.end(response('206 Partial Content', served.subarray(from)))
    })
    stop = server.stop
    const board = createVirtualEsp32({
      serverUrl: server.url,
      sketch: 'idf',
      idf: { resume: true },
      reading: { abortAfter: 50_000 },
    })
    await board.poll()
    served = makeFirmware({ version: '3.00', size: 4_096 })
    expect(await board.poll()).toMatchObject({ outcome: 'updated', bytes: 4_096 })
    expect(server.requests.map(({ headers }) => headers.at(-1))).toEqual([
      'Range: bytes=0-',
      'Range: bytes=50000-',
      'Range: bytes=0-',
    ])
  })

  it('declines an image for another chip by its first bytes and hangs up', async () => {
    const { board } = await boardServed(makeFirmware({ chip: 'ESP32-S3', size: 100_000 }))
    expect(await board.poll()).toMatchObject({
      outcome: 'failed',
      code: 'ESP_ERR_INVALID_VERSION',
      bytes: 4_096,
    })
  })

  it.each([
    ['304 Not Modified', 'up-to-date', 'ESP_ERR_HTTP_NOT_MODIFIED'],
    ['404 Not Found', 'failed', 'ESP_FAIL'],
    ['416 Range Not Satisfiable', 'failed', 'ESP_ERR_HTTP_RANGE_NOT_SATISFIABLE'],
    ['503 Service Unavailable', 'failed', 'ESP_FAIL'],
    ['200 OK', 'failed', 'ESP_FAIL'],
  ])('takes %s with a short text for %s', async (status, outcome, code) => {
    const server = await startTestServer((_, socket) => void socket.end(response(status, 'Uptodate')))
    stop = server.stop
    const board = createVirtualEsp32({ serverUrl: server.url, sketch: 'idf' })
    expect(await board.poll()).toMatchObject({ outcome, code })
  })

  it('fails when the image is larger than the slot, corrupt, or nothing listens', async () => {
    const { board } = await boardServed(image, { slotSize: 100_000 })
    expect(await board.poll()).toMatchObject({ outcome: 'failed', code: 'ESP_ERR_INVALID_SIZE', bytes: 0 })
    await stop()
    expect(await board.poll()).toMatchObject({ outcome: 'failed', code: 'ESP_ERR_HTTP_CONNECT' })
    const corrupt = Buffer.from(image).fill(0, 5_000, 5_100)
    const { board: other } = await boardServed(corrupt)
    expect(await other.poll()).toMatchObject({ outcome: 'failed', code: 'ESP_ERR_OTA_VALIDATE_FAILED' })
  })
})
