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

/**
 * `ports` as if nothing were plugged in but `own` and what comes later: of several boards of one kind, one that leaves the
 * bus must not seem to be back because another is there.
 */
export async function portsBeside(ports: FlashPorts, own: FlashPort): Promise<FlashPorts> {
  const others = new Set(await ports.getPorts())
  others.delete(own)
  return {
    requestPort: () => ports.requestPort(),
    getPorts: async () => (await ports.getPorts()).filter((port) => !others.has(port)),
    addEventListener: (kind, listener) => ports.addEventListener(kind, listener),
    removeEventListener: (kind, listener) => ports.removeEventListener(kind, listener),
  }
}

/** The port itself while it is there, else one that stands for the same kind of USB device; null without one. */
export async function findAgain(ports: FlashPorts, gone: FlashPort): Promise<FlashPort | null> {
  const present = (await ports.getPorts()).filter(({ connected }) => connected !== false)
  if (present.includes(gone)) return gone
  return present.find((port) => kindOf(port) === kindOf(gone)) ?? null
}

/** What the computer knows of a USB device: all that tells one bridge from another. */
export function kindOf(port: FlashPort): string {
  const { usbVendorId, usbProductId } = port.getInfo()
  return `${usbVendorId}:${usbProductId}`
}

/** Waits until a lost port is back. @param signal ends that, with null */
export async function comesBack(
  ports: FlashPorts,
  gone: FlashPort,
  signal: AbortSignal,
): Promise<FlashPort | null> {
  return new Promise((resolve) => {
    const stop = (port: FlashPort | null) => {
      signal.removeEventListener('abort', giveUp)
      ports.removeEventListener('connect', look)
      resolve(port)
    }
    const giveUp = () => stop(null)
    const look = () =>
      void findAgain(ports, gone).then(
        (port) => port && stop(port),
        // Ports that cannot be listed at this moment can at the next.
        () => {},
      )
    if (signal.aborted) return resolve(null)
    signal.addEventListener('abort', giveUp)
    ports.addEventListener('connect', look)
    look()
  })
}
