import type { VirtualSerialPort } from './port.ts'

/** A board whose ports come and go. */
export interface PortSource {
  readonly port: VirtualSerialPort | null
  watchPorts(told: (kind: 'connect' | 'disconnect', port: VirtualSerialPort) => void): void
}

/** `navigator.serial` of a computer that these boards are plugged into, all of them already allowed. */
export interface VirtualSerial {
  getPorts(): Promise<VirtualSerialPort[]>
  /** Picks the first board's port. Rejects with a NotFoundError when none is there, as when nobody picks one. */
  requestPort(): Promise<VirtualSerialPort>
  addEventListener: EventTarget['addEventListener']
  removeEventListener: EventTarget['removeEventListener']
  dispatchEvent: EventTarget['dispatchEvent']
}

export function createVirtualSerial(boards: readonly PortSource[]): VirtualSerial {
  const events = new EventTarget()
  const ports = () => boards.flatMap(({ port }) => port ?? [])
  for (const board of boards) {
    board.watchPorts((kind, port) => {
      // In a browser the event is the port's and bubbles up to here, so its target is the port.
      const event = new Event(kind)
      Object.defineProperty(event, 'target', { value: port })
      events.dispatchEvent(event)
    })
  }
  return {
    getPorts: async () => ports(),
    async requestPort() {
      const [port] = ports()
      if (!port) throw new DOMException('No port selected by the user.', 'NotFoundError')
      return port
    },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  }
}
