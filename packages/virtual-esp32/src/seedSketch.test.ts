import { afterEach, describe, expect, it } from 'vitest'
import { boardAgainst, next, pollAgainst, stop } from './testBoard.ts'
import { type Handler, response } from './testServer.ts'

afterEach(stop)

describe('the seed sketch', () => {
  const sketch = 'seed'

  it('is up to date when it is told so in exactly 8 bytes', async () => {
    const { outcome, server } = await pollAgainst(response('200 OK', 'Uptodate'), { sketch })
    expect({ outcome, requests: server.requests.length }).toEqual({ outcome: 'up-to-date', requests: 1 })
  })

  it('takes Uptodate with a line end for firmware', async () => {
    expect(await pollAgainst(response('200 OK', 'Uptodate\n'), { sketch })).toMatchObject({ code: -106 })
  })

  it.each(['204 No Content', '302 Found', '304 Not Modified', '307 x', '429 x', '503 x'])(
    'ignores %s',
    async (status) => {
      const { outcome, server } = await pollAgainst(response(status, '', { Location: '/x' }), { sketch })
      expect({ outcome, requests: server.requests.length }).toEqual({ outcome: 'ignored', requests: 1 })
    },
  )

  it('gives up a first byte that the updater alone would wait for', async () => {
    const late: Handler = (_, socket) => setTimeout(() => socket.write(response('200 OK', next)), 150)
    const timing = { plainGetMs: 50 }
    expect(await pollAgainst(late, { sketch, timing })).toMatchObject({ outcome: 'failed', code: -11 })
    await stop()
    expect(await pollAgainst(late, { timing })).toMatchObject({ outcome: 'updated' })
  })

  it('asks twice, on two connections, of which the first stays open until the second is done', async () => {
    const { board, server } = await boardAgainst(
      (_, socket, count) => {
        if (count === 1) firstStood = server.sockets[0]?.destroyed === false
        socket.write(response('200 OK', next))
      },
      { sketch, heap: 10_000 },
    )
    let firstStood = false
    await board.poll()
    expect(firstStood).toBe(true)
    expect(server.requests.map(({ line, connection }) => `${connection} ${line}`)).toEqual([
      '0 GET /ota?version=1.00 HTTP/1.1',
      '1 GET /ota?version=1.00 HTTP/1.0',
    ])
    expect(server.requests[0]?.headers).toEqual([
      `Host: ${new URL(server.url).host}`,
      'User-Agent: ESP32HTTPClient',
      'Connection: keep-alive',
      'Accept-Encoding: identity;q=1,chunked;q=0.1,*;q=0',
    ])
    expect(server.requests[1]?.headers.some((line) => line.startsWith('x-ESP32-version'))).toBe(false)
  })
})
