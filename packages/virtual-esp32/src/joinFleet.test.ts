import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { joinFleet } from './joinFleet.ts'
import { exampleApp, exampleFlash } from './serial/exampleFlash.ts'
import { esptool, restart, testBoard, unplugAll, until, writing } from './serial/testHost.ts'
import { response, startTestServer } from './testServer.ts'

let stop = async () => {}
afterEach(async () => {
  unplugAll()
  await stop()
})

const networks = [{ ssid: 'Workshop', password: null }]

it('takes a flashed board to its server, which sees the MAC and the image that the cable saw', async () => {
  const server = await startTestServer((_, socket) => {
    socket.write(response('304 Not Modified', '', { 'Content-Length': '' }))
  })
  stop = server.stop
  const board = testBoard({ chip: 'ESP32-C3', networks, builtInWifi: { ssid: 'Workshop', password: '' } })
  const { loader, transport } = esptool(board, 115_200)
  await loader.main()
  await loader.writeFlash(writing({ address: 0, data: exampleFlash('ESP32-C3') }))
  await restart(transport)
  await until(() => expect(board.ssid).toBe('Workshop'))

  const device = joinFleet(board, { serverUrl: server.url })
  expect(await device.poll()).toMatchObject({ outcome: 'up-to-date' })
  const image = exampleApp('ESP32-C3')
  expect(server.requests[0]).toMatchObject({
    line: 'GET /ota?version=2.34 HTTP/1.0',
    headers: expect.arrayContaining([
      'x-ESP32-STA-MAC: 24:6F:28:01:02:03',
      `x-ESP32-sketch-md5: ${createHash('md5').update(image).digest('hex')}`,
      `x-ESP32-free-space: ${0x60000}`,
    ]),
  })
})

it('refuses a board that runs nothing, and one that is on no network', async () => {
  const options = { serverUrl: 'http://127.0.0.1:1' }
  expect(() => joinFleet(testBoard(), options)).toThrow('runs no app')
  const board = testBoard({ flash: exampleFlash('ESP32') })
  await until(() => expect(board.mode).toBe('app'))
  expect(() => joinFleet(board, options)).toThrow('is on no network')
})
