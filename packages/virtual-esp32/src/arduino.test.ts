import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { makeFirmware } from './images.ts'
import { boardAgainst, next, pollAgainst, stop } from './testBoard.ts'
import { response } from './testServer.ts'

afterEach(stop)

// Rows of what the real client did when it was run (arduino-esp32 3.1.3 compiled for Linux), seen from a board. The others
// are in seedSketch.test.ts and httpUpdate.test.ts.

const md5 = createHash('md5').update(next).digest('hex')

const sketches = ['seed', 'updater'] as const

describe.each(sketches)('the %s sketch', (sketch) => {
  it('installs an image and runs it', async () => {
    const { outcome, code, httpStatus, bytes, board } = await pollAgainst(response('200 OK', next), {
      sketch,
    })
    expect({ outcome, code, httpStatus, bytes }).toEqual({
      outcome: 'updated',
      code: 0,
      httpStatus: 200,
      bytes: 40_000,
    })
    expect(board.label).toBe('2.00')
  })

  it.each([md5, md5.toUpperCase()])('installs an image whose x-MD5 is right (%s)', async (digest) => {
    const { outcome } = await pollAgainst(response('200 OK', next, { 'x-MD5': digest }), { sketch })
    expect(outcome).toBe('updated')
  })

  it('fails with 7 after the whole download when x-MD5 is wrong', async () => {
    const wrong = response('200 OK', next, { 'x-MD5': '0'.repeat(32) })
    expect(await pollAgainst(wrong, { sketch })).toMatchObject({ outcome: 'failed', code: 7, bytes: 40_000 })
  })

  it('fails with -105 when x-MD5 has not 32 characters, and then with no error at all until it is reset', async () => {
    let answer = response('200 OK', next, { 'x-MD5': 'beef' })
    const { board, code } = await pollAgainst((_, socket) => void socket.write(answer), { sketch })
    expect(code).toBe(-105)
    answer = response('200 OK', next)
    expect(await board.poll()).toMatchObject({ outcome: 'failed', code: 0 })
    await board.powerCycle()
    expect(await board.poll()).toMatchObject({ outcome: 'updated' })
  })

  it('fails with -101 when no length is said', async () => {
    const { code } = await pollAgainst(
      (_, socket) => void socket.end(response('200 OK', next, { 'Content-Length': '' })),
      { sketch },
    )
    expect(code).toBe(-101)
  })

  it('fails with -101 when the body is chunked', async () => {
    const body = Buffer.concat([Buffer.from('9c40\r\n'), next, Buffer.from('\r\n0\r\n\r\n')])
    const chunked = response('200 OK', body, { 'Content-Length': '', 'Transfer-Encoding': 'chunked' })
    expect(await pollAgainst(chunked, { sketch })).toMatchObject({ outcome: 'failed', code: -101 })
  })

  it('fails with -106 when the body comes later than the fixed wait after the headers', async () => {
    const image = response('200 OK', next)
    const { code } = await pollAgainst(
      (_, socket) => {
        socket.write(image.subarray(0, -next.length))
        setTimeout(() => socket.write(next), 100)
      },
      { sketch },
    )
    expect(code).toBe(-106)
  })

  it('survives a pause in the middle of the body', async () => {
    const image = response('200 OK', next)
    const { outcome } = await pollAgainst(
      (_, socket) => {
        socket.write(image.subarray(0, 20_000))
        setTimeout(() => socket.write(image.subarray(20_000)), 60)
      },
      { sketch },
    )
    expect(outcome).toBe('updated')
  })

  it('fails with 6 when the rest of the body never comes', async () => {
    const cut = response('200 OK', next).subarray(0, 20_000)
    const timing = { stallMs: 100 }
    expect(await pollAgainst(cut, { sketch, timing })).toMatchObject({ outcome: 'failed', code: 6 })
  })

  it.each(['end', 'resetAndDestroy'] as const)('fails with 6 when the body is cut (%s)', async (cut) => {
    const { server, board } = await boardAgainst(
      (_, socket) => void socket.write(response('200 OK', next).subarray(0, 20_000)),
      {
        sketch,
        heap: 10_000,
        onEvent: ({ kind }) => kind === 'progress' && server.sockets.at(-1)?.[cut](),
      },
    )
    expect(await board.poll()).toMatchObject({ outcome: 'failed', code: 6 })
    expect(board.label).toBe('1.00')
  })

  it('fails with -106 when the body is compressed', async () => {
    const gzip = response('200 OK', Buffer.from([0x1f, 0x8b, 8, 0]), { 'Content-Encoding': 'gzip' })
    expect(await pollAgainst(gzip, { sketch })).toMatchObject({ code: -106 })
  })

  it('fails with -100 when the image is larger than the slot', async () => {
    const large = response('200 OK', makeFirmware({ size: 0x10010 }))
    expect(await pollAgainst(large, { sketch })).toMatchObject({ outcome: 'failed', code: -100 })
  })

  it.each([
    ['for another chip', makeFirmware({ chip: 'ESP32-S3' })],
    ['with a flipped bit', flip(makeFirmware(), 500)],
    ['that is cut short', makeFirmware().subarray(0, 900)],
  ])('fails with 9 for an image %s', async (_, image) => {
    expect(await pollAgainst(response('200 OK', image), { sketch })).toMatchObject({
      outcome: 'failed',
      code: 9,
    })
  })
})

function flip(image: Buffer, at: number): Buffer {
  const flipped = Buffer.from(image)
  flipped[at] = (flipped[at] ?? 0) ^ 1
  return flipped
}
