/** As much of Web Serial's `SerialPort` (wicg.github.io/serial) as flashing uses. */
export interface FlashPort {
  readonly readable: ReadableStream<Uint8Array> | null
  readonly writable: WritableStream<Uint8Array> | null
  /** Missing in browsers before Chromium 118. */
  readonly connected?: boolean
  open(options: { baudRate: number }): Promise<void>
  close(): Promise<void>
  setSignals(signals: { dataTerminalReady?: boolean; requestToSend?: boolean }): Promise<void>
  getInfo(): { usbVendorId?: number; usbProductId?: number }
  addEventListener(kind: 'disconnect', listener: () => void): void
  removeEventListener(kind: 'disconnect', listener: () => void): void
}

/** Where ports come from: `navigator.serial`, or something that stands in for it. */
export interface FlashPorts {
  /** Rejects with a NotFoundError when nobody picks one. */
  requestPort(): Promise<FlashPort>
  /** Those that may be used without asking. */
  getPorts(): Promise<FlashPort[]>
  addEventListener(kind: 'connect', listener: () => void): void
  removeEventListener(kind: 'connect', listener: () => void): void
}

/** Espressif's own USB: there is no bridge and so no baud, and a reset can take it off the bus. */
export const ESPRESSIF = 0x303a

export function isNativeUsb(port: FlashPort): boolean {
  return port.getInfo().usbVendorId === ESPRESSIF
}

/** The port that stands for the same USB device as one that is gone; null while there is none. */
export async function findAgain(ports: FlashPorts, gone: FlashPort): Promise<FlashPort | null> {
  const { usbVendorId, usbProductId } = gone.getInfo()
  const all = await ports.getPorts()
  const alike = all.filter((port) => {
    const info = port.getInfo()
    return info.usbVendorId === usbVendorId && info.usbProductId === usbProductId
  })
  return alike.find((port) => port !== gone) ?? alike.find(({ connected }) => connected !== false) ?? null
}

/** Waits until a lost port is back. @param ms how long; resolves with null after that */
export async function comesBack(ports: FlashPorts, gone: FlashPort, ms: number): Promise<FlashPort | null> {
  return new Promise((resolve) => {
    const stop = (port: FlashPort | null) => {
      clearTimeout(timer)
      ports.removeEventListener('connect', look)
      resolve(port)
    }
    const look = () => void findAgain(ports, gone).then((port) => port && stop(port))
    const timer = setTimeout(() => stop(null), ms)
    ports.addEventListener('connect', look)
    look()
  })
}
