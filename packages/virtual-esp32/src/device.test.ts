import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { createVirtualEsp32, type VirtualEsp32Options } from './device.ts'
import { makeFirmware } from './images.ts'
import { makeBootloader, makeMergedImage } from './index.ts'
import { response, startTestServer } from './testServer.ts'

const second = makeFirmware({ version: '2.00', size: 100_000 })

let stop = async () => {}
afterEach(() => stop())

/** A board whose server answers with `served`, or that there is nothing newer once that is null. */
async function boardServed(served: Uint8Array | null, options: Partial<VirtualEsp32Options> = {}) {
  const state = { served }
  const server = await startTestServer((_, socket) => {
    const nothing = response('304 Not Modified', '', { 'Content-Length': '' })
    socket.write(state.served ? response('200 OK', Buffer.from(state.served)) : nothing)
  })
  stop = server.stop
  const board = createVirtualEsp32({ serverUrl: server.url, timing: { peekMs: 20 }, ...options })
  return { board, server, state }
}

describe('a virtual ESP32', () => {
  it('reports the digests of what it runs, before and after an update', async () => {
    const { board, server, state } = await boardServed(second)
    expect(await board.poll()).toMatchObject({ outcome: 'updated', bytes: 100_000 })
    state.served = null
    expect(await board.poll()).toMatchObject({ outcome: 'up-to-date' })
    expect(server.requests[1]?.headers).toContain(
      `x-ESP32-sketch-md5: ${createHash('md5').update(second).digest('hex')}`,
    )
    expect(server.requests[1]?.headers).toContain(
      `x-ESP32-sketch-sha256: ${second.subarray(-32).toString('hex').toUpperCase()}`,
    )
    expect(server.requests[1]?.line).toBe('GET /ota?version=2.00 HTTP/1.0')
  })

  it('says its old version for ever when its developer forgot to count it up', async () => {
    const { board } = await boardServed(second, { label: '1.00' })
    await board.poll()
    expect({ label: board.label, runs: board.running?.version }).toEqual({ label: '1.00', runs: '2.00' })
  })

  it('goes on saying its old version when an image carries that of Arduino’s library builder', async () => {
    const { board } = await boardServed(
      makeFirmware({ version: 'b1c75d1-dirty', project: 'arduino-lib-builder' }),
    )
    expect(await board.poll()).toMatchObject({ outcome: 'updated' })
    expect(board.label).toBe('1.00')
  })

  it('falls back to what it ran before when the new app crashes before it checked in', async () => {
    const { board } = await boardServed(second, { crashes: ({ version }) => version === '2.00' })
    expect(await board.poll()).toMatchObject({
      outcome: 'reverted',
      code: 0,
      reason: expect.stringContaining('crash'),
    })
    expect(board.label).toBe('1.00')
    expect(await board.poll()).toMatchObject({ outcome: 'reverted' })
  })

  it('is lost when the new app crashes and nothing rolls back', async () => {
    const { board, server } = await boardServed(second, { crashes: () => true, rollback: false })
    expect(await board.poll()).toMatchObject({ outcome: 'lost' })
    expect(await board.poll()).toMatchObject({ outcome: 'lost', httpStatus: null })
    expect(board.running).toBeNull()
    expect(server.requests).toHaveLength(1)
  })

  it('gives up a new app that is reset before its first good poll, and keeps one that is reset after it', async () => {
    const { board, state } = await boardServed(second)
    await board.poll()
    await board.powerCycle()
    expect(board.label).toBe('1.00')
    await board.poll()
    state.served = null
    await board.poll()
    await board.powerCycle()
    expect(board.label).toBe('2.00')
  })

  it('does not count a poll that nobody answered as a good one', async () => {
    const { board } = await boardServed(second)
    await board.poll()
    await stop()
    expect(await board.poll()).toMatchObject({ outcome: 'failed', code: -1 })
    await board.powerCycle()
    expect(board.label).toBe('1.00')
  })

  it.each([
    ['a bootloader', makeBootloader({})],
    [
      'a merged image that begins with one',
      makeMergedImage({ apps: { factory: makeFirmware() }, base: 0x1000 }),
    ],
  ])('installs %s without complaint, and falls back at the reset', async (_, image) => {
    const { board } = await boardServed(image)
    expect(await board.poll()).toMatchObject({
      outcome: 'reverted',
      code: 0,
      reason: expect.stringContaining('not an app'),
    })
    expect(board.label).toBe('1.00')
  })

  it('is lost to an app that runs from RAM', async () => {
    const { board } = await boardServed(ramApp())
    expect(await board.poll()).toMatchObject({ outcome: 'lost' })
  })

  it('has nothing to fall back to once a failed download has overwritten the other slot', async () => {
    const { board, state } = await boardServed(second)
    await board.poll()
    state.served = makeFirmware({ version: '3.00', chip: 'ESP32-S3' })
    expect(await board.poll()).toMatchObject({ outcome: 'failed', code: 9 })
    expect(board.label).toBe('2.00')
    await board.powerCycle()
    expect(board.label).toBe('2.00')
  })

  it('takes in only so many bytes a second', async () => {
    const { board } = await boardServed(second, { reading: { bytesPerSecond: 500_000 } })
    const start = performance.now()
    expect(await board.poll()).toMatchObject({ outcome: 'updated' })
    expect(performance.now() - start).toBeGreaterThan(180)
  })

  it('loses power after so many bytes, to the byte, and runs what it ran', async () => {
    const { board, server } = await boardServed(second, { reading: { abortAfter: 12_345 } })
    expect(await board.poll()).toMatchObject({ outcome: 'aborted', bytes: 12_345, httpStatus: 200 })
    expect(board.label).toBe('1.00')
    expect(server.requests).toHaveLength(1)
  })

  it('reads nothing while its reading is paused, and all of it afterwards', async () => {
    const kinds: string[] = []
    let answered = () => {}
    const response = new Promise<void>((resolve) => {
      answered = resolve
    })
    const { board } = await boardServed(second, {
      onEvent({ kind }) {
        kinds.push(kind)
        if (kind === 'response') answered()
      },
    })
    board.pauseReading()
    const poll = board.poll()
    await response
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(kinds).toEqual(['request', 'response'])
    board.resumeReading()
    expect(await poll).toMatchObject({ outcome: 'updated' })
  })

  it('ends a poll as aborted when its power is cycled, also while its reading is paused', async () => {
    const { board } = await boardServed(second)
    board.pauseReading()
    const poll = board.poll()
    await board.powerCycle()
    expect(await poll).toMatchObject({ outcome: 'aborted' })
    expect(await board.poll()).toMatchObject({ outcome: 'updated' })
  })

  it('does one thing at a time', async () => {
    const { board } = await boardServed(null)
    const first = board.poll()
    await expect(board.poll()).rejects.toThrow('polling already')
    await first
  })

  it('tells what it does in order', async () => {
    const kinds: string[] = []
    const { board } = await boardServed(second, { onEvent: ({ kind }) => kinds.push(kind) })
    await board.poll()
    expect([...new Set(kinds)]).toEqual(['request', 'response', 'progress', 'verifying', 'reset'])
  })

  it('asks beneath the path that the server is mounted under', async () => {
    const { server } = await boardServed(null)
    await createVirtualEsp32({ serverUrl: `${server.url}/deck/` }).poll()
    expect(server.requests[0]?.line).toBe('GET /deck/ota?version=1.00 HTTP/1.0')
  })

  it('gets its address from its seed, the same every time', () => {
    const macs = [1, 2, 1].map((seed) => createVirtualEsp32({ serverUrl: 'http://localhost', seed }).mac)
    expect(macs[0]).toMatch(/^24:6F:28(:[0-9A-F]{2}){3}$/)
    expect(macs[0]).toBe(macs[2])
    expect(macs[0]).not.toBe(macs[1])
  })

  it.each([
    [{ chip: 'ESP33' }, 'no chip ESP33'],
    [{ mac: '24:6F' }, 'MAC address'],
    [{ serverUrl: 'localhost:5000' }, 'speaks plain http only'],
    [{ serverUrl: 'https://localhost' }, 'speaks plain http only'],
    [{ serverUrl: '' }, 'looks like http://'],
    [{ image: makeFirmware({ chip: 'ESP32-C3' }) }, 'mismatch chip ID'],
  ])('refuses to be made of %j', (options, sentence) => {
    expect(() => createVirtualEsp32({ serverUrl: 'http://localhost', ...options })).toThrow(sentence)
  })
})

/** A bootloader without its descriptor, sealed anew. */
function ramApp(): Buffer {
  const image = Buffer.from(makeBootloader({}))
  const end = image.length - 32
  image[end - 1] = (image[end - 1] ?? 0) ^ (image[32] ?? 0)
  image[32] = 0
  createHash('sha256').update(image.subarray(0, end)).digest().copy(image, end)
  return image
}
