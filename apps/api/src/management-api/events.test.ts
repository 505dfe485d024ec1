import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type ServerUnderTest, signedIn, startManagementApi } from '../../test/managementServer.ts'
import { createLive } from '../live.ts'
import { streamHints } from './eventsStream.ts'

async function listen(server: ServerUnderTest): Promise<{ answer: IncomingMessage; text: () => string }> {
  if (!server.app.server.listening) await server.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.app.server.address() as AddressInfo
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = get(
      { port, host: '127.0.0.1', path: '/api/v1/events', headers: signedIn, agent: false },
      resolve,
    )
    request.once('error', reject)
    onTestFinished(() => void request.destroy())
  })
  let received = ''
  answer.setEncoding('utf8').on('data', (text) => {
    received += text
  })
  answer.on('error', () => {})
  return { answer, text: () => received }
}

test('the stream says at once that it is one, and then what to fetch again', async () => {
  const server = await startManagementApi()
  const { answer, text } = await listen(server)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  await vi.waitFor(() => expect(text()).toBe('retry: 2000\n\n'))
  server.live.hint('check-ins')
  await vi.waitFor(() =>
    expect(text()).toContain('event: check-ins\ndata: {"refetch":"/api/v1/check-ins"}\n\n'),
  )
})

test('a closing server ends the streams and is not held up by them', async () => {
  const server = await startManagementApi()
  const { answer } = await listen(server)
  const ended = new Promise((resolve) => answer.once('close', resolve))
  await server.app.close()
  await ended
  expect(answer.complete).toBe(true)
})

test('a listener that went away is forgotten', async () => {
  const server = await startManagementApi()
  const unsubscribed = vi.fn()
  const { subscribe } = server.live
  server.live.subscribe = (listener) => {
    const unsubscribe = subscribe(listener)
    return () => {
      unsubscribe()
      unsubscribed()
    }
  }
  const { answer } = await listen(server)
  answer.destroy()
  await vi.waitFor(() => expect(unsubscribed).toHaveBeenCalled())
})

function openStream(lifetime = 60_000) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const live = createLive()
  const { stream } = streamHints(live, { apart: 500, heartbeat: 15_000, lifetime })
  onTestFinished(() => void stream.destroy())
  const read = () => String(stream.read() ?? '').match(/^event: .*$/gm) ?? []
  return { live, stream, read }
}

test('a storm of hints becomes at most two of each a second, the last one included', () => {
  const { live, read } = openStream()
  live.hint('check-ins')
  expect(read()).toEqual(['event: check-ins'])
  for (let i = 0; i < 1_000; i++) live.hint('check-ins')
  live.hint('registry')
  expect(read()).toEqual([])
  vi.advanceTimersByTime(500)
  expect(read()).toEqual(['event: check-ins', 'event: registry'])
  vi.advanceTimersByTime(10_000)
  expect(read()).toEqual([])
})

test('a listener that does not read costs no memory, and is told what it missed when it reads again', () => {
  const { live, stream } = openStream(3_600_000)
  for (let i = 0; i < 2_000; i++) {
    live.hint('server')
    vi.advanceTimersByTime(500)
  }
  expect(stream.readableLength).toBeLessThan(40_000)
  live.hint('registry')
  return new Promise<void>((resolve) => {
    stream.on('data', (chunk) => {
      if (String(chunk).includes('event: registry')) resolve()
    })
  })
})

test('a listener that does not read is cut off at the end', () => {
  const { live, stream } = openStream(1_000_000)
  for (let i = 0; i < 1_999; i++) {
    live.hint('server')
    vi.advanceTimersByTime(500)
  }
  expect(stream.destroyed).toBe(false)
  vi.advanceTimersByTime(500)
  expect(stream.destroyed).toBe(true)
})

test('a quiet stream sends a comment now and then, so that no proxy takes it for dead', () => {
  const { stream } = openStream()
  stream.read()
  vi.advanceTimersByTime(15_000)
  expect(String(stream.read())).toBe(': still here\n\n')
})

test('a stream ends after its lifetime, so that a revoked session does not listen on', async () => {
  const { stream, live } = openStream()
  stream.resume()
  const ended = new Promise((resolve) => stream.once('end', resolve))
  vi.advanceTimersByTime(60_000)
  await ended
  expect(() => live.hint('registry')).not.toThrow()
})
