import type { BindingPort, BindingPortInfo, SerialBinding } from './binding.ts'
import { createPortStreams, lost, type PortStreams } from './portStreams.ts'

/** As much of Web Serial's `SerialPort` (wicg.github.io/serial) as flashing uses, and esptool-js's way to change the baud. */
export interface WebSerialPort {
  /** Null while the port is closed. */
  readonly readable: ReadableStream<Uint8Array> | null
  readonly writable: WritableStream<Uint8Array> | null
  readonly connected: boolean
  /** Rejects with an InvalidStateError when it is open, with a NetworkError when it is in use, forbidden or gone. */
  open(options: { baudRate: number }): Promise<void>
  /** Rejects with an InvalidStateError when it is not open, with a TypeError while a stream is locked. */
  close(): Promise<void>
  setBaudRate(baudRate: number): Promise<void>
  setSignals(signals: { dataTerminalReady?: boolean; requestToSend?: boolean }): Promise<void>
  getSignals(): Promise<
    Record<'clearToSend' | 'dataCarrierDetect' | 'dataSetReady' | 'ringIndicator', boolean>
  >
  getInfo(): { usbVendorId?: number; usbProductId?: number }
  forget(): Promise<void>
  addEventListener: EventTarget['addEventListener']
  removeEventListener: EventTarget['removeEventListener']
  dispatchEvent: EventTarget['dispatchEvent']
}

/** A port of this computer in the shape that browsers give ports, so that flashing is one procedure. */
export function createWebSerialPort(binding: SerialBinding, info: BindingPortInfo): WebSerialPort {
  const events = new EventTarget()
  // What the systems raise when a port is opened, and Web Serial says nothing of.
  const opened = { dtr: true, rts: true }
  let lines = opened
  let native: BindingPort | null = null
  let streams: PortStreams | null = null
  let connected = true

  const mustBeOpen = () => {
    if (!native || !streams) throw new DOMException('The port is closed.', 'InvalidStateError')
    return { native, streams }
  }
  const lose = () => {
    connected = false
    void native?.close().catch(() => {})
    native = null
    streams = null
    port.dispatchEvent(new Event('disconnect'))
  }

  const port: WebSerialPort = {
    get readable() {
      return streams?.readable ?? null
    },
    get writable() {
      return streams?.writable ?? null
    },
    get connected() {
      return connected
    },
    async open({ baudRate }) {
      if (native) throw new DOMException('The port is already open.', 'InvalidStateError')
      const found = await binding.open({ path: info.path, baudRate }).catch((error: Error) => {
        throw new DOMException(error.message, 'NetworkError')
      })
      native = found
      lines = opened
      streams = createPortStreams(found, lose)
    },
    async close() {
      const open = mustBeOpen()
      open.streams.requireUnlocked()
      native = null
      streams = null
      await open.native.close()
      open.streams.end()
    },
    setBaudRate: (baudRate) => mustBeOpen().native.update({ baudRate }),
    async setSignals({ dataTerminalReady: dtr = lines.dtr, requestToSend: rts = lines.rts }) {
      const open = mustBeOpen()
      lines = { dtr, rts }
      await open.native.set(lines).catch((error: Error) => {
        throw lost(error)
      })
    },
    async getSignals() {
      const { cts, dsr, dcd } = await mustBeOpen().native.get()
      return { clearToSend: cts, dataSetReady: dsr, dataCarrierDetect: dcd, ringIndicator: false }
    },
    getInfo: () => ({ ...idOf('usbVendorId', info.vendorId), ...idOf('usbProductId', info.productId) }),
    async forget() {
      if (native) await port.close()
    },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  }
  return port
}

function idOf<Name extends string>(name: Name, hex: string | undefined): { [key in Name]?: number } {
  const id = Number.parseInt(hex ?? '', 16)
  return Number.isNaN(id) ? {} : ({ [name]: id } as { [key in Name]: number })
}
