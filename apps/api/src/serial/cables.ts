import type { BindingPortInfo, SerialBinding } from './binding.ts'
import { createWebSerialPort, type WebSerialPort } from './webSerialPort.ts'

/** The serial ports of this computer. */
export interface Cables {
  /** Throws `NoSerialPorts`. */
  list(): Promise<BindingPortInfo[]>
  /** Throws `NoSerialPorts`. */
  follow(board: BindingPortInfo): FollowedPorts
}

/** `navigator.serial`, where nothing but one board is plugged in. */
export interface FollowedPorts {
  requestPort(): Promise<WebSerialPort>
  getPorts(): Promise<WebSerialPort[]>
  addEventListener(kind: 'connect', listener: () => void): void
  removeEventListener(kind: 'connect', listener: () => void): void
}

/** How often to look for a board that left the bus, as boards with USB of their own do at a reset. Ms. */
const lookEvery = 200

/** @param load throws `NoSerialPorts` */
export function createCables(load: () => SerialBinding): Cables {
  return {
    list: async () => usbFirst(await load().list()),
    follow: (board) => followBoard(load(), board),
  }
}

/** Every PC has thirty-two `/dev/ttyS…` of which none is wired to anything. */
function usbFirst(ports: readonly BindingPortInfo[]): BindingPortInfo[] {
  const usb = ports.filter(({ vendorId }) => vendorId !== undefined)
  return [...usb, ...ports.filter((port) => !usb.includes(port))]
}

function followBoard(binding: SerialBinding, board: BindingPortInfo): FollowedPorts {
  const listeners = new Map<() => void, NodeJS.Timeout>()
  let current = createWebSerialPort(binding, board)

  const getPorts = async () => {
    const found = (await binding.list()).find((info) => isSame(info, board))
    if (!found) return []
    // What came back is another port, as in a browser.
    if (!current.connected) current = createWebSerialPort(binding, found)
    return [current]
  }
  return {
    requestPort: async () => current,
    getPorts,
    // The systems tell nothing, so whoever waits for a port is told to look for it.
    addEventListener: (_kind, listener) => {
      clearInterval(listeners.get(listener))
      listeners.set(listener, setInterval(listener, lookEvery))
    },
    removeEventListener: (_kind, listener) => {
      clearInterval(listeners.get(listener))
      listeners.delete(listener)
    },
  }
}

/** The same board, which may have come back under another name; without a serial number, what is at the same place. */
function isSame(one: BindingPortInfo, other: BindingPortInfo): boolean {
  const alike = one.vendorId === other.vendorId && one.productId === other.productId
  if (one.serialNumber && other.serialNumber) return alike && one.serialNumber === other.serialNumber
  return alike && one.path === other.path
}
