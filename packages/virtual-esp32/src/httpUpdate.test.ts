import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { createVirtualEsp32 } from './device.ts'
import { next, pollAgainst, stop } from './testBoard.ts'
import { response, startTestServer } from './testServer.ts'

afterEach(stop)

const sha256 = createHash('sha256').update(next).digest('hex')

describe('httpUpdate.update() alone', () => {
  it('takes 304 for no update', async () => {
    const { outcome, httpStatus } = await pollAgainst(
      response('304 Not Modified', '', { 'Content-Length': '' }),
    )
    expect({ outcome, httpStatus }).toEqual({ outcome: 'up-to-date', httpStatus: 304 })
  })

  it('fails with -106 when it is told Uptodate', async () => {
    expect(await pollAgainst(response('200 OK', 'Uptodate'))).toMatchObject({ outcome: 'failed', code: -106 })
  })

  it.each([
    ['404 Not Found', -102],
    ['403 Forbidden', -103],
    ['401 Unauthorized', -104],
    ['204 No Content', -104],
    ['206 Partial Content', -104],
    ['302 Found', -104],
    ['307 Temporary Redirect', -104],
    ['429 Too Many Requests', -104],
    ['503 Service Unavailable', -104],
  ])('fails when it is told %s, with %i', async (status, code) => {
    const { server, ...result } = await pollAgainst(response(status, '', { Location: '/elsewhere' }))
    expect(result).toMatchObject({ outcome: 'failed', code })
    expect(server.requests).toHaveLength(1)
  })

  it('takes 204 for no update on the newest cores', async () => {
    expect(await pollAgainst(response('204 No Content'), { core: 'newest' })).toMatchObject({
      outcome: 'up-to-date',
    })
  })

  it('waits for the headers only so long', async () => {
    expect(await pollAgainst(() => {}, { timing: { updaterMs: 50 } })).toMatchObject({
      outcome: 'failed',
      code: -11,
      httpStatus: null,
    })
  })

  it('fails with -5 when the server hangs up without an answer', async () => {
    expect(await pollAgainst((_, socket) => void socket.end())).toMatchObject({ outcome: 'failed', code: -5 })
  })

  it('fails with -7 when what answers does not speak HTTP', async () => {
    expect(await pollAgainst(Buffer.from('220 smtp\r\n\r\n'))).toMatchObject({ outcome: 'failed', code: -7 })
  })

  it('fails with -1 when nothing listens', async () => {
    const server = await startTestServer(() => {})
    await server.stop()
    const board = createVirtualEsp32({ serverUrl: server.url })
    expect(await board.poll()).toMatchObject({ outcome: 'failed', code: -1, reason: 'connection refused' })
  })

  it('sends its headers as the real one does, to the byte and in order', async () => {
    const { server, board } = await pollAgainst(response('304 x'), { mac: '24:6f:28:ad:ff:ff' })
    const app = board.running
    expect(server.requests[0]).toMatchObject({
      line: 'GET /ota?version=1.00 HTTP/1.0',
      headers: [
        `Host: ${new URL(server.url).host}`,
        'User-Agent: ESP32-http-Update',
        'Connection: close',
        'Cache-Control: no-cache',
        'x-ESP32-STA-MAC: 24:6F:28:AD:FF:FF',
        'x-ESP32-AP-MAC: 24:6F:28:AD:FF:00',
        'x-ESP32-free-space: 65536',
        'x-ESP32-sketch-size: 1024',
        `x-ESP32-sketch-md5: ${app?.md5}`,
        `x-ESP32-sketch-sha256: ${app?.sha256.toUpperCase()}`,
        'x-ESP32-chip-size: 4194304',
        'x-ESP32-sdk-version: v5.3.2',
        'x-ESP32-mode: sketch',
        'x-ESP32-version: 1.00',
      ],
    })
  })

  it('says its base MAC on the newest cores, and no MD5 of itself on the earliest', async () => {
    const newest = await pollAgainst(response('304 x'), { core: 'newest' })
    expect(newest.server.requests[0]?.headers[4]).toBe(`x-ESP32-BASE-MAC: ${newest.board.mac}`)
    await stop()
    const early = await pollAgainst(response('304 x'), { core: 'early' })
    expect(early.server.requests[0]?.headers.join()).not.toContain('sketch-md5')
  })

  it('checks x-SHA256 on the newest cores only', async () => {
    const wrong = response('200 OK', next, { 'x-SHA256': '0'.repeat(64) })
    expect(await pollAgainst(wrong, { core: 'newest' })).toMatchObject({ outcome: 'failed', code: 15 })
    await stop()
    expect(await pollAgainst(wrong)).toMatchObject({ outcome: 'updated' })
    await stop()
    const right = response('200 OK', next, { 'x-SHA256': sha256 })
    expect(await pollAgainst(right, { core: 'newest' })).toMatchObject({ outcome: 'updated' })
  })

  it('fails with -109 on the newest cores when x-SHA256 is no digest, and works again at the next poll', async () => {
    let answer = response('200 OK', next, { 'x-SHA256': 'beef' })
    const { board, code } = await pollAgainst((_, socket) => void socket.write(answer), { core: 'newest' })
    expect(code).toBe(-109)
    answer = response('200 OK', next)
    expect(await board.poll()).toMatchObject({ outcome: 'updated' })
  })

  it('sends the address it is given verbatim, also a raw space', async () => {
    const { server } = await pollAgainst(response('304 x'), { label: '1.0 beta' })
    expect(server.requests[0]?.line).toBe('GET /ota?version=1.0 beta HTTP/1.0')
  })
})
