import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { joinFleet } from '@cyberdeck-ota/virtual-esp32'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { bench, factoryFor, flash, reaches, unplugAll, until, wifi } from './testSession.ts'

// Pages from http://192.168.x.x have none of it.
beforeAll(() => void vi.stubGlobal('crypto', undefined))
afterAll(async () => {
  vi.unstubAllGlobals()
  await unplugAll()
})

const asked: { url: string | undefined; mac: string | string[] | undefined }[] = []
const server = createServer((request, response) => {
  asked.push({ url: request.url, mac: request.headers['x-esp32-sta-mac'] })
  response.writeHead(304, { 'Content-Length': 0 }).end()
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
})

it('takes a blank board to its server: flashed, given Wi-Fi over Improv, and polling', async () => {
  const { port } = server.address() as AddressInfo
  const serverUrl = `http://127.0.0.1:${port}`
  const { board, session, file } = bench(
    {
      chip: 'ESP32-C3',
      flash: new Uint8Array(0),
      networks: wifi,
      speaksImprov: () => true,
      nextUrl: `${serverUrl}/devices/1`,
      name: 'Thermometer',
    },
    { timing: { improvMs: 5000 } },
  )
  session.choose({ sets: [[file(factoryFor('ESP32-C3', '2.00'))]], eraseAll: false })
  await flash(session)
  await until(() =>
    expect(session.state).toMatchObject({
      kind: 'wifi',
      wifi: {
        step: 'choosing',
        scanning: false,
        networks: [{ name: 'Workshop', rssi: -48, secured: true }],
        device: { firmware: 'thermo', version: '2.00', name: 'Thermometer' },
      },
    }),
  )

  await session.joinWifi({ ssid: 'Workshop', password: 'guessed' })
  expect(session.state).toMatchObject({
    wifi: { step: 'choosing', sentence: expect.stringContaining('could not join "Workshop"') },
  })
  await session.joinWifi({ ssid: 'Workshop', password: 'soldering' })
  const { wifi: joined, console } = await reaches(session, 'wifi')
  expect(joined).toMatchObject({ step: 'joined', url: `${serverUrl}/devices/1`, sentence: null })
  // Improv speaks on the same line, and nothing of it is in the log; the password least of all.
  const text = console.lines.map((line) => line.text).join('\n')
  expect(text).toContain('connected with Workshop')
  expect(text).not.toMatch(/IMPROV|soldering/)
  expect(JSON.stringify([session.state, session.log])).not.toContain('soldering')
  await session.finish()
  expect(session.state).toMatchObject({ kind: 'done', wifi: { step: 'joined' } })

  expect(await joinFleet(board, { serverUrl }).poll()).toMatchObject({ outcome: 'up-to-date' })
  expect(asked).toEqual([{ url: '/ota?version=2.00', mac: '24:6F:28:01:02:03' }])
})
