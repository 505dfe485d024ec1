import type { SerialFaults } from './faults.ts'
import { createPortStreams, type PortStreams } from './portStreams.ts'
import type { Lines } from './resetLines.ts'
import { createThrottle } from './throttle.ts'

/** As much of Web Serial's `SerialPort` (wicg.github.io/serial) as programs use; it can stand in for one. */
export interface VirtualSerialPort {
  /** Null while the port is closed. */
  readonly readable: ReadableStream<Uint8Array> | null
  readonly writable: WritableStream<Uint8Array> | null
  readonly connected: boolean
  /** Rejects with an InvalidStateError when it is open, with a NetworkError when it is busy or gone. */
  open(options: { baudRate: number }): Promise<void>
  /** Rejects with an InvalidStateError when it is not open, with a TypeError while a stream is locked. */
  close(): Promise<void>
  setSignals(signals: {
    dataTerminalReady?: boolean
    requestToSend?: boolean
    break?: boolean
  }): Promise<void>
  getSignals(): Promise<
    Record<'clearToSend' | 'dataCarrierDetect' | 'dataSetReady' | 'ringIndicator', boolean>
  >
  getInfo(): UsbIds
  forget(): Promise<void>
  addEventListener: EventTarget['addEventListener']
  removeEventListener: EventTarget['removeEventListener']
  dispatchEvent: EventTarget['dispatchEvent']
}

/** What the operating system knows of the USB device. */
export interface UsbIds {
  usbVendorId: number
  usbProductId: number
}

/** The board's end of the cable. */
export interface CableEnd {
  usb: UsbIds
  faults: SerialFaults
  /** Bytes per second in each direction; "baud" for a tenth of the baud; null for as fast as it goes. */
  bytesPerSecond: number | 'baud' | null
  receive(bytes: Uint8Array, baud: number): void
  lines(lines: Lines): void
  /** So many bytes of the host have come that the cable comes off. */
  pulled(): void
}

/** A port as its board has it. */
export interface Cable {
  port: VirtualSerialPort
  /** @param baud what the board sends at; null where there is no baud, as on native USB */
  transmit(bytes: Uint8Array, baud: number | null): void
  /** The device leaves the bus: streams fail, and `disconnect` is told. */
  lose(): void
}

export function createCable(end: CableEnd): Cable {
  const events = new EventTarget()
  const lines: Lines = { dtr: false, rts: false }
  let streams: PortStreams | null = null
  let baud = 0
  let connected = true
  let taken = 0

  const rate = () => (end.bytesPerSecond === 'baud' ? baud / 10 : end.bytesPerSecond)
  const outward = createThrottle(rate)
  const inward = createThrottle(rate)
  const write = (bytes: Uint8Array) =>
    outward(bytes, (part) => {
      const room = (end.faults.pullsCableAtByte ?? Number.POSITIVE_INFINITY) - taken
      const arrives = part.subarray(0, Math.max(0, room))
      taken += arrives.length
      if (connected) end.receive(arrives, baud)
      if (room > part.length) return
      end.pulled()
      throw lost()
    })
  const mustBeOpen = () => {
    if (!streams) throw new DOMException('The port is closed.', 'InvalidStateError')
    return streams
  }

  const port: VirtualSerialPort = {
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
      if (streams) throw new DOMException('The port is already open.', 'InvalidStateError')
      if (!(baudRate > 0)) throw new TypeError('Baud rate must be greater than zero.')
      if (!connected || end.faults.busy) throw new DOMException('Failed to open serial port.', 'NetworkError')
      baud = baudRate
      streams = createPortStreams(write)
    },
    async close() {
      await mustBeOpen().close()
      streams = null
      Object.assign(lines, { dtr: false, rts: false })
      end.lines({ ...lines })
    },
    async setSignals({ dataTerminalReady = lines.dtr, requestToSend = lines.rts }) {
      mustBeOpen()
      Object.assign(lines, { dtr: dataTerminalReady, rts: requestToSend })
      end.lines({ ...lines })
    },
    async getSignals() {
      mustBeOpen()
      return { clearToSend: false, dataCarrierDetect: false, dataSetReady: false, ringIndicator: false }
    },
    getInfo: () => ({ ...end.usb }),
    async forget() {
      if (streams) await port.close()
    },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  }

  return {
    port,
    transmit(bytes, from) {
      const to = streams
      if (!to) return
      const legible = from === null || (from === baud && !end.faults.failingBauds?.includes(baud))
      void inward(legible ? bytes : bytes.map(garbled), (part) => to.push(part))
    },
    lose() {
      if (!connected) return
      connected = false
      streams?.fail(lost())
      streams = null
      port.dispatchEvent(new Event('disconnect'))
    },
  }
}

function lost(): DOMException {
  return new DOMException('The device has been lost.', 'NetworkError')
}

/** A byte read at another speed than it was sent at: bits run together. */
function garbled(byte: number): number {
  return 0x80 | (byte >> 1)
}
