import type { PortSource } from './hostSerial.ts'
import { type Cable, type CableEnd, createCable, type VirtualSerialPort } from './port.ts'

/** The plug: a board is on the bus with one port at a time, and each time it comes it is another port. */
export interface Bus extends PortSource {
  readonly port: VirtualSerialPort | null
  appear(): void
  leave(): void
  /** Leaves and comes back after `ms`, as native USB does when its chip is reset. */
  reenumerate(ms: number): void
  /** Into nowhere while it is not on the bus. @param baud null where there is none */
  transmit(bytes: Uint8Array, baud: number | null): void
}

export function createBus(end: CableEnd): Bus {
  const watchers: Parameters<PortSource['watchPorts']>[0][] = []
  let cable: Cable | null = null
  let away: ReturnType<typeof setTimeout> | undefined

  const bus: Bus = {
    get port() {
      return cable?.port ?? null
    },
    watchPorts: (told) => void watchers.push(told),
    appear() {
      if (cable) return
      cable = createCable(end)
      for (const told of watchers) told('connect', cable.port)
    },
    leave() {
      clearTimeout(away)
      const left = cable
      cable = null
      left?.lose()
      if (left) for (const told of watchers) told('disconnect', left.port)
    },
    reenumerate(ms) {
      bus.leave()
      away = setTimeout(bus.appear, ms)
    },
    transmit: (bytes, baud) => cable?.transmit(bytes, baud),
  }
  return bus
}
