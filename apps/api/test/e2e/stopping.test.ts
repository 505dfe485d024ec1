import { once } from 'node:events'
import { connect } from 'node:net'
import { type Instance, startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claim, signIn } from './owner.ts'

let folder = temporaryFolder()
let server: Instance
const size = 8_000_000

beforeEach(async () => {
  folder = temporaryFolder()
  server = await startServer({ folder: folder.path, env: { DRAIN_SECONDS: '2' } })
  const owner = await claim(server)
  await owner.upload(makeFirmware({ version: '1.02', size }), { version: '1.02' })
})
afterEach(async () => {
  await server.kill()
  folder.remove()
})

/** A download that stops reading after its first bytes. */
async function beginDownload() {
  const socket = connect({ port: server.port, host: '127.0.0.1' })
  let received = 0
  socket.write('GET /ota?version=1.00 HTTP/1.0\r\n\r\n')
  await new Promise<void>((begun) => {
    socket.on('data', (chunk) => {
      if (received === 0) {
        socket.pause()
        begun()
      }
      received += chunk.length
    })
  })
  return { socket, received: () => received }
}

it('finishes a begun download after SIGTERM, takes no new connection, and exits 0', async () => {
  const download = await beginDownload()
  server.signal('SIGTERM')
  await refusesConnections()
  download.socket.resume()
  await once(download.socket, 'close')
  expect(download.received()).toBeGreaterThan(size)
  expect(await server.ended).toEqual({ code: 0, signal: null })
})

it('waits no longer than it was told for a download that stands still', async () => {
  const download = await beginDownload()
  const began = performance.now()
  server.signal('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(performance.now() - began).toBeGreaterThan(1_900)
  download.socket.destroy()
})

it('stops within moments when nothing is under way, also with connections that a browser keeps or never used', async () => {
  const unused = connect({ port: server.port, host: '127.0.0.1' })
  await once(unused, 'connect')
  const browser = connect({ port: server.port, host: '127.0.0.1' })
  browser.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(browser, 'data')
  const began = performance.now()
  server.signal('SIGINT')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(performance.now() - began).toBeLessThan(4_000)
})

it('writes what it heard up to the last moment', async () => {
  const mac = '24:6F:28:00:00:01'
  const answer = await fetch(`${server.url}/ota?version=1.02&device=${mac}`)
  expect(answer.status).toBe(200)
  server.signal('SIGTERM')
  await server.ended
  server = await startServer({ folder: folder.path })
  const owner = await signIn(server)
  const device = await owner.fetch(`/api/v1/devices/${encodeURIComponent(mac)}`)
  expect(await device.json()).toMatchObject({ id: mac, version: '1.02', polls: 1 })
})

async function refusesConnections() {
  for (;;) {
    const refused = await new Promise<boolean>((done) => {
      const probe = connect({ port: server.port, host: '127.0.0.1' })
      probe.once('connect', () => {
        probe.destroy()
        done(false)
      })
      probe.once('error', () => done(true))
    })
    if (refused) return
  }
}
