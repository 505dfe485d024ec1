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
  const { createVirtualSerial, createVirtualSerialEsp32 } = await import(
    '@cyberdeck-ota/virtual-esp32/serial'
  )
  const { makeImage, makeMergedImage } = await import('@cyberdeck-ota/esp-image')
  const app = (version: string) => makeImage({ chipId: 0, project: 'thermo', version, size: 0x4000 })
  const slot = (label: string, subtype: number, offset: number) => ({
    ...{ label, type: 0, subtype, offset, size: 0x60000, flags: 0 },
  })
  const partitions = [
    { label: 'otadata', type: 1, subtype: 0, offset: 0xe000, size: 0x2000, flags: 0 },
    slot('app0', 0x10, 0x10000),
    slot('app1', 0x11, 0x70000),
  ]
  const board: VirtualSerialEsp32 = createVirtualSerialEsp32({
    chip: 'ESP32',
    mac: '24:6F:28:01:02:03',
    flash: makeMergedImage({ chipId: 0, partitions, apps: { app0: app('1.00') }, selected: 0 }),
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

function Visited({ at }: { at: FlashSearch }) {
  const [search, setSearch] = useState(at)
  address = search
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

  test('warns of another board before it is written, and goes on when that one is meant', async () => {
    open({ device: device.id })
    desk.chooseFirmware(mine)
    await says('Rescue of Kitchen')
    void desk.connect()
    await says('This is another board')
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
