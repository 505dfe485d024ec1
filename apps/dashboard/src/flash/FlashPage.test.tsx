import type { VirtualSerialEsp32 } from '@cyberdeck-ota/virtual-esp32/serial'
import { useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { exampleDevice } from '../testing/exampleDevices.ts'
import { exampleProduct, exampleRegistry, exampleServer } from '../testing/examples.ts'
import { button, fakeApi, render, says } from '../testing/render.tsx'
import { desk } from './deskStore.ts'
import { FlashPage } from './FlashPage.tsx'
import type { FlashSearch } from './flashSearch.ts'

/** Boards on this computer's cables, which are there before the page looks for Web Serial. */
const bench = await vi.hoisted(async () => {
  const { createVirtualSerial, createVirtualSerialEsp32, exampleApp, exampleFlash } = await import(
    '@cyberdeck-ota/virtual-esp32/serial'
  )
  const app = (version: string) => exampleApp('ESP32', { version, size: 0x4000 })
  const board: VirtualSerialEsp32 = createVirtualSerialEsp32({
    chip: 'ESP32',
    mac: '24:6F:28:01:02:03',
    flash: exampleFlash('ESP32', { app0: app('1.00') }),
    timing: { bootMs: 5, watchdogMs: 20 },
  })
  Object.assign(navigator, { serial: createVirtualSerial([board]) })
  return { board, app }
})

vi.setConfig({ testTimeout: 20_000 })

const device = exampleDevice({ id: 'AA:BB:CC:DD:EE:01', name: 'Kitchen' })
const answers = {
  'GET /registry': exampleRegistry({ default: exampleProduct(['1.00', '1.02']) }),
  'GET /server': exampleServer(),
  'GET /devices/AA:BB:CC:DD:EE:01': device,
  'GET /serial-ports': { items: [], unavailable: 'Run npm run usb.' },
  'GET /flash-jobs': { items: [] },
}

let address: FlashSearch = {}
let setAddress = (_: FlashSearch) => {}

function Visited({ at }: { at: FlashSearch }) {
  const [search, setSearch] = useState(at)
  address = search
  setAddress = setSearch
  return <FlashPage search={search} onSearch={setSearch} />
}

function open(at: FlashSearch) {
  fakeApi(answers)
  render(<Visited at={at} />)
}

const mine = {
  kind: 'files',
  files: [{ name: 'mine.bin', bytes: bench.app('2.00'), address: null }],
} as const

afterEach(async () => {
  await desk.another()
  desk.chooseFirmware(null)
})

describe('the address', () => {
  test('names the release that is flashed', async () => {
    open({ product: 'default', version: '1.00' })
    await says('1.00')
    expect(desk.get().firmware).toEqual({ kind: 'release', product: 'default', version: '1.00', board: null })
  })

  test('says which way was chosen', async () => {
    open({})
    await says('Plug into the server')
    const [, server] = document.querySelectorAll<HTMLElement>('[role=radio]')
    server?.click()
    await says('Board on the server')
    expect(address).toEqual({ way: 'server' })
  })
})

describe('a rescue', () => {
  test('says for which device it is', async () => {
    open({ device: device.id, product: 'default', version: '1.02', board: 'default' })
    await says('Rescue of Kitchen (AA:BB:CC:DD:EE:01)')
    await says('the last that it was seen to run')
  })

  test('says nothing of a release that somebody chose instead', async () => {
    open({ device: device.id, product: 'default', version: '1.02', board: 'default' })
    await says('the last that it was seen to run')
    setAddress({ ...address, version: '1.00' })
    await vi.waitFor(() =>
      expect(document.body.textContent).not.toContain('the last that it was seen to run'),
    )
  })

  test('of a device of which nothing is known takes nothing that was chosen for another', async () => {
    desk.chooseFirmware(mine)
    desk.setEraseAll(true)
    open({ device: device.id })
    await says('Nothing proves which release it ran last')
    await vi.waitFor(() => expect(desk.get()).toMatchObject({ firmware: null, eraseAll: false }))
  })

  test('puts away what was reached with another board', async () => {
    open({})
    desk.chooseFirmware(mine)
    await says('Firmware')
    void desk.connect()
    await vi.waitFor(() => button('Flash'), { timeout: 10_000 })
    button('Flash').click()
    await vi.waitFor(() => expect(desk.get().flash.kind).toBe('console'), { timeout: 10_000 })
    setAddress({ device: device.id })
    await vi.waitFor(() => expect(desk.get().flash.kind).toBe('idle'))
  })

  test('warns of another board before it is written, and goes on when that one is meant', async () => {
    open({ device: device.id })
    await says('Rescue of Kitchen')
    desk.chooseFirmware(mine)
    void desk.connect()
    await says('This is another board')
    await says('You are rescuing Kitchen (AA:BB:CC:DD:EE:01); the board on the cable is 24:6F:28:01:02:03.')
    expect(document.body.textContent).toContain('24:6F:28:01:02:03')
    expect(() => button('Flash')).toThrow()
    button('Go on with this board').click()
    await vi.waitFor(() => expect(button('Flash').getAttribute('aria-disabled')).toBeNull())
  })
})

test('a board is written and started, and the next one begins anew', async () => {
  open({})
  desk.chooseFirmware(mine)
  await says('Firmware')
  void desk.connect()
  await vi.waitFor(() => button('Flash'), { timeout: 10_000 })
  button('Flash').click()
  await vi.waitFor(() => button('Flash another board').click(), { timeout: 10_000 })
  await vi.waitFor(() => button('Connect'))
  expect(desk.get().firmware).toBe(mine)
})
