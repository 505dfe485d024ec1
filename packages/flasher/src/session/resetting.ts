import type { ESPLoader } from 'esptool-js'
import { type FlashPort, isNativeUsb } from './flashPort.ts'
import type { Link } from './link.ts'
import { settled, sleep } from './waiting.ts'

/** The RTC watchdog's registers of the chips with USB of their own (esptool's targets/*.py). */
const watchdogs: Record<string, { config: number; protect: number }> = {
  'ESP32-S2': { config: 0x3f408094, protect: 0x3f4080ac },
  'ESP32-S3': { config: 0x60008098, protect: 0x600080b0 },
  'ESP32-C3': { config: 0x60008090, protect: 0x600080a8 },
  'ESP32-C6': { config: 0x600b1c00, protect: 0x600b1c18 },
  'ESP32-H2': { config: 0x600b1c00, protect: 0x600b1c1c },
  'ESP32-P4': { config: 0x50116000, protect: 0x50116018 },
}
const UNLOCK = 0x50d83aa1
const TICKS = 2000
/** Enabled; the first stage resets the system; as esptool arms it. */
const ARM = ((1 << 31) | (5 << 28) | (1 << 8) | 2) >>> 0
const RESET_MS = 100
const GIVE_UP_MS = 2000

/**
 * Resets a board by the lines of its cable. Both lines are set at once: `after('hard_reset')` of esptool-js 0.7 only lets go
 * of RTS, and some drivers on Windows pass RTS on only together with DTR.
 */
export async function resetByLines(port: FlashPort): Promise<void> {
  await port.setSignals({ dataTerminalReady: false, requestToSend: false })
  await port.setSignals({ dataTerminalReady: false, requestToSend: true })
  await sleep(RESET_MS)
  await port.setSignals({ dataTerminalReady: false, requestToSend: false })
}

/**
 * Prepares the one reset that also gets a chip with USB of its own out of a download mode that was entered by the button:
 * the watchdog's, which samples that button anew. Null where the lines must do.
 *
 * @returns fires it, without waiting for an answer: there is nobody left to give one
 */
export async function prepareWatchdog({ loader, port }: Link): Promise<(() => Promise<void>) | null> {
  const registers = watchdogs[loader.chip.CHIP_NAME]
  if (!registers || !isNativeUsb(port)) return null
  await loader.writeReg(registers.protect, UNLOCK)
  await loader.writeReg(registers.config + 4, TICKS)
  return () => send(loader, registers.config, ARM)
}

/** WRITE_REG without its answer. */
async function send(loader: ESPLoader, address: number, value: number): Promise<void> {
  const data = new Uint8Array(16)
  const view = new DataView(data.buffer)
  view.setUint32(0, address, true)
  view.setUint32(4, value, true)
  view.setUint32(8, 0xffffffff, true)
  await loader.command(loader.ESP_WRITE_REG, data, 0, false)
}

/** Lets a board go that is flashed no further. Never rejects, and takes no longer than it must. */
export async function letGo(link: Link): Promise<void> {
  const release = async () => {
    const fire = link.loader.chip ? await prepareWatchdog(link).catch(() => null) : null
    await (fire ? fire() : resetByLines(link.port))
  }
  await settled(release(), GIVE_UP_MS)
}
