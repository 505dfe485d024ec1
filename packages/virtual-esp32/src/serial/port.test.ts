import { afterEach, describe, expect, it, vi } from 'vitest'
import { exampleFlash } from './exampleFlash.ts'
import { createVirtualSerial } from './hostSerial.ts'
import { listen, portOf, testBoard, unplugAll, until } from './testHost.ts'

afterEach(unplugAll)

describe('a virtual port', () => {
  it('is what Web Serial says of an open and of a closed one', async () => {
    const port = portOf(testBoard())
    expect([port.readable, port.writable]).toEqual([null, null])
    await expect(port.setSignals({ requestToSend: true })).rejects.toThrow(/closed/)
    await expect(port.close()).rejects.toMatchObject({ name: 'InvalidStateError' })
    await expect(port.open({ baudRate: 0 })).rejects.toThrow(TypeError)
    await port.open({ baudRate: 115_200 })
    await expect(port.open({ baudRate: 115_200 })).rejects.toMatchObject({ name: 'InvalidStateError' })
    const reader = port.readable?.getReader()
    await expect(port.close()).rejects.toThrow(TypeError)
    reader?.releaseLock()
    await port.close()
    expect([port.readable, port.writable]).toEqual([null, null])
  })

  it('names a CP2102, or the chip itself where it has USB', () => {
    expect(portOf(testBoard()).getInfo()).toEqual({ usbVendorId: 0x10c4, usbProductId: 0xea60 })
    const native = testBoard({ chip: 'ESP32-S3', usb: 'native' })
    expect(portOf(native).getInfo()).toEqual({ usbVendorId: 0x303a, usbProductId: 0x1001 })
  })

  it('gives new streams after a reader was cancelled and a writer was closed', async () => {
    const board = testBoard({ flash: exampleFlash('ESP32') })
    const port = portOf(board)
    await port.open({ baudRate: 115_200 })
    await listen(port).stop()
    await port.writable?.close()
    const console = listen(port)
    board.pressReset()
    await until(() => expect(console.text()).toContain('POWERON_RESET'))
    const writer = port.writable?.getWriter()
    await writer?.write(Uint8Array.of(1))
  })

  it('overflows, and goes on in a new stream, when nobody reads', async () => {
    const board = testBoard()
    const port = portOf(board)
    await port.open({ baudRate: 115_200 })
    const reader = port.readable?.getReader()
    for (let i = 0; i < 9000; i++) board.brownOut()
    await expect(
      (async () => {
        while ((await reader?.read())?.done === false);
      })(),
    ).rejects.toMatchObject({ name: 'BufferOverrunError' })
    expect(port.readable?.locked).toBe(false)
  })

  it('says garbage to a host at another baud', async () => {
    const board = testBoard({ flash: exampleFlash('ESP32') })
    await portOf(board).open({ baudRate: 9600 })
    const console = listen(portOf(board))
    board.pressReset()
    await until(() => expect(board.mode).toBe('app'))
    expect(console.text()).not.toMatch(/rst|boot/)
  })

  it('passes bytes on no faster than it shall, in both directions and in their order', async () => {
    const board = testBoard({ flash: exampleFlash('ESP32'), bytesPerSecond: 20_000 })
    await until(() => expect(board.mode).toBe('app'))
    await portOf(board).open({ baudRate: 115_200 })
    const console = listen(portOf(board))
    const begun = performance.now()
    const writer = portOf(board).writable?.getWriter()
    await writer?.write(new Uint8Array(2000))
    expect(performance.now() - begun).toBeGreaterThan(80)
    board.pressReset()
    await until(() => expect(console.text()).toContain('Calling app_main()'))
    expect(console.text()).toMatch(/^ets Jul 29 2019 12:21:46\r\n\r\nrst:0x1 [\s\S]*entry 0x[\s\S]*app_main/)
  })

  it('fails its streams and tells `disconnect` when the board is unplugged', async () => {
    const board = testBoard()
    const port = portOf(board)
    await port.open({ baudRate: 115_200 })
    const told = vi.fn()
    port.addEventListener('disconnect', told)
    const reading = port.readable?.getReader().read()
    board.unplug()
    await expect(reading).rejects.toMatchObject({ name: 'NetworkError' })
    expect(told).toHaveBeenCalledOnce()
    expect([port.connected, port.readable, board.port, board.mode]).toEqual([false, null, null, 'off'])
    await expect(port.open({ baudRate: 115_200 })).rejects.toMatchObject({ name: 'NetworkError' })
  })
})

it('runs, and obeys its lines, after it was unplugged while held in reset', async () => {
  const board = testBoard({ flash: exampleFlash('ESP32') })
  await portOf(board).open({ baudRate: 115_200 })
  await portOf(board).setSignals({ dataTerminalReady: false, requestToSend: true })
  expect(board.mode).toBe('held')
  board.unplug()
  board.plugIn()
  await until(() => expect(board.mode).toBe('app'))
  await portOf(board).open({ baudRate: 115_200 })
  await portOf(board).setSignals({ dataTerminalReady: false, requestToSend: false })
  expect(board.mode).toBe('app')
  await portOf(board).setSignals({ requestToSend: true })
  expect(board.mode).toBe('held')
})

it.each([
  ['flash of a size that is not made', { flashSize: 3_000_000 }, 'Flash has 1, 2, 4, 8 or 16 MB'],
  ['a MAC address that is none', { mac: '24:6f' }, 'A MAC address looks like'],
  ['native USB on ESP32', { usb: 'native' }, 'ESP32 has no USB of its own.'],
  ['contents larger than the flash', { flashSize: 0x100000, flash: new Uint8Array(0x100001) }, 'do not fit'],
  ['a chip without a serial side', { chip: 'ESP32-C6' as 'ESP32' }, 'There is no serial side for ESP32-C6'],
] as const)('refuses %s', (_, options, said) => {
  expect(() => testBoard(options)).toThrow(said)
})

describe('a virtual navigator.serial', () => {
  it('tells of boards that come and go, and has the ports that are there', async () => {
    const board = testBoard()
    const serial = createVirtualSerial([board])
    const told: [string, unknown][] = []
    for (const kind of ['connect', 'disconnect']) {
      serial.addEventListener(kind, ({ target }) => told.push([kind, target]))
    }
    const first = portOf(board)
    expect(await serial.requestPort()).toBe(first)
    board.unplug()
    expect(await serial.getPorts()).toEqual([])
    await expect(serial.requestPort()).rejects.toMatchObject({ name: 'NotFoundError' })
    board.plugIn()
    expect(await serial.getPorts()).toEqual([board.port])
    expect(board.port).not.toBe(first)
    expect(told).toEqual([
      ['disconnect', first],
      ['connect', board.port],
    ])
  })
})
