import { ClassicReset, ESPLoader, Transport, UsbJtagSerialReset } from 'esptool-js'
import { OpenFailed, PortLost } from './failure.ts'
import { type FlashPort, isNativeUsb } from './flashPort.ts'
import type { Interrupt } from './interrupt.ts'
import { deferred, settled, within } from './waiting.ts'

/** esptool-js on one port, which nothing that goes wrong leaves behind half alive. */
export interface Link {
  readonly loader: ESPLoader
  readonly port: FlashPort
  readonly lost: boolean
  /** Whether there is a faster baud to change to. */
  readonly canGoFaster: boolean
  /** Once the baud was changed: whether esptool-js had to go back to the safe one. */
  readonly fellBack: boolean
  /** Rejects as soon as the port is lost or the session interrupted; by then nothing of the operation goes on. */
  run<T>(operation: () => Promise<T>): Promise<T>
  /** Waits for something that is not this link's doing, as long as neither of the two happens. */
  meanwhile<T>(promise: Promise<T>): Promise<T>
  /** Stops reading, and leaves the port open for somebody else. */
  handOver(): Promise<void>
  /** Never rejects. */
  close(): Promise<void>
}

export interface LinkOptions {
  port: FlashPort
  interrupt: Interrupt
  /** What to talk at once the stub runs. */
  baud: number
  /** The board is about to be reset into download mode. */
  onReset: () => void
  log: (line: string) => void
}

/** The ROM measures it, and boards are reliable at it. */
const ROM_BAUD = 115_200
/** A readout that stalls has stalled for good; esptool-js would wait 100 s. */
const READ_TIMEOUT_MS = 3000
const SETTLE_MS = 5000
const CLOSE_MS = 3000
/** Neither the begin of a packet nor a valid escape: makes a read that waits give up at once. */
const NO_PACKET = Uint8Array.of(0xdb, 0)

export function openLink({ port, interrupt, baud, onReset, log }: LinkOptions): Link {
  // esptool-js takes the browser's own type; it uses no more of it than this.
  const transport = new Transport(port as never)
  // It would write to the browser's console even with tracing off.
  transport.trace = () => {}
  const connect = transport.connect.bind(transport)
  transport.connect = async (...options) => {
    await connect(...options).catch((error: unknown) => {
      throw new OpenFailed(error instanceof Error ? error.message : String(error))
    })
  }
  const told = <T extends { reset(): Promise<void> }>(strategy: T): T => {
    const reset = strategy.reset.bind(strategy)
    return Object.assign(strategy, {
      async reset() {
        onReset()
        await reset()
      },
    })
  }
  // Native USB knows no baud, and reopening its port to change it is one more chance to lose the board.
  const fastBaud = isNativeUsb(port) ? ROM_BAUD : baud
  const loader = new ESPLoader({
    transport,
    baudrate: fastBaud,
    romBaudrate: ROM_BAUD,
    terminal: { clean() {}, write: log, writeLine: log },
    resetConstructors: {
      classicReset: (on, delay) => told(new ClassicReset(on, delay)),
      usbJTAGSerialReset: (on) => told(new UsbJtagSerialReset(on)),
    },
  })
  loader.FLASH_READ_TIMEOUT = READ_TIMEOUT_MS

  const { promise: gone, reject } = deferred<never>()
  let lost = false
  const onDisconnect = () => {
    lost = true
    reject(new PortLost())
  }
  port.addEventListener('disconnect', onDisconnect)

  const stop = () => {
    const stopped = async () => {
      throw interrupt.failure ?? new PortLost()
    }
    Object.assign(transport, {
      write: stopped,
      read: stopped,
      connect: stopped,
      setRTS: stopped,
      setDTR: stopped,
      setSignals: stopped,
      buffer: NO_PACKET,
    })
  }
  return {
    loader,
    port,
    canGoFaster: fastBaud !== ROM_BAUD,
    get fellBack() {
      return transport.baudrate < fastBaud
    },
    get lost() {
      return lost
    },
    meanwhile: (promise) => Promise.race([interrupt.guard(promise), gone]),
    async run(operation) {
      const running = operation()
      try {
        return await Promise.race([interrupt.guard(running), gone])
      } catch (error) {
        if (!interrupt.failure && !lost) throw error
        stop()
        await settled(running, SETTLE_MS)
        throw interrupt.failure ?? new PortLost()
      }
    },
    async handOver() {
      port.removeEventListener('disconnect', onDisconnect)
      const { reader } = transport as unknown as { reader?: ReadableStreamDefaultReader<Uint8Array> }
      await reader?.cancel()
    },
    async close() {
      port.removeEventListener('disconnect', onDisconnect)
      await within(
        transport.disconnect().catch(() => {}),
        CLOSE_MS,
      )
    },
  }
}
