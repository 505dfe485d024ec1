import type { VirtualSerialPort } from './port.ts'
import type { VirtualSerialEsp32 } from './serialEsp32.ts'

/** The serial ports of a computer that these boards are plugged into, as the bindings of the package `serialport` have them. */
export function bindingOf(...boards: VirtualSerialEsp32[]) {
  return {
    list: async () =>
      boards.flatMap((board, index) => (board.port ? [infoOf(board, board.port, index)] : [])),
    async open({ path, baudRate }: { path: string; baudRate: number }) {
      const port = boards[Number(path.at(-1))]?.port
      if (!port) throw new Error(`No such file or directory, cannot open ${path}`)
      await port.open({ baudRate }).catch(() => {
        throw new Error(`Resource temporarily unavailable, cannot lock port ${path}`)
      })
      return openPort(port)
    },
  }
}

function infoOf(board: VirtualSerialEsp32, port: VirtualSerialPort, index: number) {
  const { usbVendorId, usbProductId } = port.getInfo()
  const hex = (id: number) => id.toString(16).padStart(4, '0')
  return {
    path: `/dev/ttyUSB${index}`,
    manufacturer: 'Virtual',
    serialNumber: board.mac,
    vendorId: hex(usbVendorId),
    productId: hex(usbProductId),
  }
}

async function openPort(port: VirtualSerialPort) {
  let reader = port.readable?.getReader()
  let lines = { dtr: true, rts: true }
  let rest = new Uint8Array()
  let closed = false
  /** A change of the baud ends the read that waits, which then goes on. */
  let changing: Promise<void> | null = null

  const canceled = () => Object.assign(new Error('Canceled'), { canceled: true })
  const next = async (): Promise<Uint8Array> => {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (!done) return value
    if (closed) throw canceled()
    if (!changing) throw new Error('bad file descriptor')
    await changing
    return next()
  }
  const leave = async () => {
    await reader?.cancel().catch(() => {})
    reader?.releaseLock()
    await port.close().catch(() => {})
  }
  const setLines = () => port.setSignals({ dataTerminalReady: lines.dtr, requestToSend: lines.rts })
  await setLines()

  return {
    async close() {
      closed = true
      await leave()
    },
    async read(buffer: Uint8Array, offset: number, length: number) {
      if (rest.length === 0) rest = Uint8Array.from(await next())
      const bytes = rest.subarray(0, length)
      buffer.set(bytes, offset)
      rest = rest.slice(bytes.length)
      return { bytesRead: bytes.length }
    },
    async write(bytes: Uint8Array) {
      const writer = port.writable?.getWriter()
      if (!writer) throw new Error('Input/output error, cannot write')
      await writer.write(bytes).finally(() => writer.releaseLock())
    },
    update({ baudRate }: { baudRate: number }) {
      changing = leave()
        .then(() => port.open({ baudRate }))
        .then(setLines)
        .then(() => {
          reader = port.readable?.getReader()
        })
      return changing
    },
    async set(next: { dtr: boolean; rts: boolean }) {
      lines = next
      await setLines()
    },
    get: async () => ({ cts: false, dsr: false, dcd: false }),
  }
}
