import { expect, test, vi } from 'vitest'
import type { BindingPort, SerialBinding } from './binding.ts'
import { createWebSerialPort } from './webSerialPort.ts'

const info = { path: '/dev/ttyUSB0', vendorId: '10c4', productId: 'EA60' }

/** A port of which the test is the other end. */
function cable(options: { refuses?: string } = {}) {
  const incoming: Uint8Array[] = []
  const written: number[][] = []
  const signals: object[] = []
  const bauds: number[] = []
  let wake = () => {}
  let failure: Error | null = null
  const native: BindingPort = {
    async close() {
      failure = Object.assign(new Error('Canceled'), { canceled: true })
      wake()
    },
    async read(buffer, offset, length) {
      while (incoming.length === 0 && !failure) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const [first = new Uint8Array()] = incoming.splice(0, 1)
      if (first.length === 0 && failure) throw failure
      const bytes = first.subarray(0, length)
      if (bytes.length < first.length) incoming.unshift(first.subarray(length))
      buffer.set(bytes, offset)
      return { bytesRead: bytes.length }
    },
    async write(bytes) {
      if (failure) throw failure
      written.push([...bytes])
    },
    async update({ baudRate }) {
      bauds.push(baudRate)
    },
    async set(lines) {
      if (failure) throw failure
      signals.push(lines)
    },
    get: async () => ({ cts: true, dsr: false, dcd: false }),
  }
  const binding: SerialBinding = {
    list: async () => [info],
    async open({ baudRate }) {
      if (options.refuses) throw new Error(options.refuses)
      failure = null
      bauds.push(baudRate)
      return native
    },
  }
  return {
    port: createWebSerialPort(binding, info),
    written,
    signals,
    bauds,
    say(...bytes: number[]) {
      incoming.push(Uint8Array.from(bytes))
      wake()
    },
    pull() {
      failure = new Error('Input/output error')
      wake()
    },
  }
}

test('bytes go both ways, and the ids of the USB device are numbers', async () => {
  const { port, say, written, bauds } = cable()
  expect([port.readable, port.writable]).toEqual([null, null])
  await port.open({ baudRate: 115_200 })
  const reader = port.readable?.getReader()
  say(1, 2, 3)
  expect((await reader?.read())?.value).toEqual(Uint8Array.of(1, 2, 3))
  const writer = port.writable?.getWriter()
  await writer?.write(Uint8Array.of(4, 5))
  expect(written).toEqual([[4, 5]])
  await port.setBaudRate(460_800)
  expect(bauds).toEqual([115_200, 460_800])
  expect(port.getInfo()).toEqual({ usbVendorId: 0x10c4, usbProductId: 0xea60 })
  expect(await port.getSignals()).toMatchObject({ clearToSend: true })
})

test('what comes while nobody reads is not lost', async () => {
  const { port, say } = cable()
  await port.open({ baudRate: 9600 })
  const first = port.readable?.getReader()
  say(1)
  expect((await first?.read())?.value).toEqual(Uint8Array.of(1))
  await first?.cancel()
  first?.releaseLock()
  say(2)
  say(3)
  await vi.waitFor(async () => expect(port.readable?.locked).toBe(false))
  const second = port.readable?.getReader()
  expect((await second?.read())?.value).toEqual(Uint8Array.of(2))
  expect((await second?.read())?.value).toEqual(Uint8Array.of(3))
})

test('a line that is not named stays as it is, from both raised on', async () => {
  const { port, signals } = cable()
  await port.open({ baudRate: 9600 })
  await port.setSignals({ dataTerminalReady: false })
  await port.setSignals({ requestToSend: false })
  await port.setSignals({ dataTerminalReady: true, requestToSend: true })
  expect(signals).toEqual([
    { dtr: false, rts: true },
    { dtr: false, rts: false },
    { dtr: true, rts: true },
  ])
})

test('it closes once nobody holds a stream, ends a stream that nobody reads, and opens again', async () => {
  const { port, say } = cable()
  await expect(port.close()).rejects.toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
  await port.open({ baudRate: 9600 })
  await expect(port.open({ baudRate: 9600 })).rejects.toThrow(
    expect.objectContaining({ name: 'InvalidStateError' }),
  )
  const reader = port.readable?.getReader()
  await expect(port.close()).rejects.toThrow(TypeError)
  reader?.releaseLock()
  await port.close()
  expect([port.readable, port.writable, port.connected]).toEqual([null, null, true])
  await port.open({ baudRate: 9600 })
  say(7)
  expect((await port.readable?.getReader().read())?.value).toEqual(Uint8Array.of(7))
})

test('a cable that is pulled ends the read that waits, is told once, and leaves the port closed', async () => {
  const { port, pull } = cable()
  const told = vi.fn()
  port.addEventListener('disconnect', told)
  await port.open({ baudRate: 9600 })
  const reading = port.readable?.getReader().read()
  pull()
  await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'NetworkError' }))
  await vi.waitFor(() => expect(port.connected).toBe(false))
  expect(told).toHaveBeenCalledTimes(1)
  expect(port.readable).toBeNull()
  await expect(port.setSignals({ requestToSend: true })).rejects.toThrow(
    expect.objectContaining({ name: 'InvalidStateError' }),
  )
})

test('a cable that is pulled ends a write, which says that the device is gone', async () => {
  const { port, pull } = cable()
  await port.open({ baudRate: 9600 })
  const writer = port.writable?.getWriter()
  pull()
  await expect(writer?.write(Uint8Array.of(1))).rejects.toThrow(/has been lost/)
})

test('a port that the system refuses is told in the system’s words', async () => {
  const { port } = cable({ refuses: 'Permission denied, cannot open /dev/ttyUSB0' })
  await expect(port.open({ baudRate: 9600 })).rejects.toThrow(
    expect.objectContaining({ name: 'NetworkError', message: expect.stringMatching(/Permission denied/) }),
  )
})
