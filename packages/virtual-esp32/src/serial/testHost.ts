import { createHash } from 'node:crypto'
import { makeBootloader, makeOtadata, makePartitionTable } from '@cyberdeck-ota/esp-image'
import { ESPLoader, type FlashOptions, Transport } from 'esptool-js'
import { vi } from 'vitest'
import { chipModel, type SerialChip } from './chips.ts'
import { examplePartitions } from './exampleFlash.ts'
import type { VirtualSerialPort } from './port.ts'
import { createVirtualSerialEsp32, type VirtualSerialEsp32 } from './serialEsp32.ts'
import type { VirtualSerialEsp32Options } from './serialOptions.ts'

export const everyChip: readonly SerialChip[] = ['ESP32', 'ESP32-S3', 'ESP32-C3']

/** What a blank board needs besides the app, where it belongs. */
export function factoryParts(chip: SerialChip): FlashOptions['fileArray'] {
  const { imageChipId, bootloaderOffset } = chipModel(chip)
  return [
    { address: bootloaderOffset, data: makeBootloader({ chipId: imageChipId }) },
    { address: 0x8000, data: makePartitionTable(examplePartitions) },
    { address: 0xe000, data: makeOtadata(0) },
  ]
}

const plugged: VirtualSerialEsp32[] = []

/** Unplugs every board so far. For `afterEach`. */
export function unplugAll(): void {
  for (const board of plugged.splice(0)) board.unplug()
}

export function testBoard(options: Partial<VirtualSerialEsp32Options> = {}): VirtualSerialEsp32 {
  const timing = { bootMs: 5, watchdogMs: 20, wifiMs: 5, reenumerateMs: 20, ...options.timing }
  const board = createVirtualSerialEsp32({ chip: 'ESP32', mac: '24:6F:28:01:02:03', ...options, timing })
  plugged.push(board)
  return board
}

/** Waits for a board, however busy the machine is. */
export const until = (holds: () => void) => vi.waitFor(holds, { timeout: 10_000, interval: 5 })

/** The port that is there; a test whose board has none fails here. */
export function portOf(board: VirtualSerialEsp32): VirtualSerialPort {
  if (!board.port) throw new Error('The board is not on the bus.')
  return board.port
}

/** esptool-js as it is, with its messages kept in `said` and its tracing off the console. */
export function esptool(board: VirtualSerialEsp32, baudrate = 460_800) {
  const said: string[] = []
  const transport = new Transport(portOf(board) as never)
  transport.trace = () => {}
  const terminal = {
    clean() {},
    write: (text: string) => said.push(text),
    writeLine: (text: string) => said.push(text),
  }
  return { loader: new ESPLoader({ transport, baudrate, terminal }), transport, said }
}

export const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')

/** Options of `writeFlash` that change nothing and verify. */
export function writing(...fileArray: FlashOptions['fileArray']): FlashOptions {
  return {
    fileArray,
    flashMode: 'keep',
    flashFreq: 'keep',
    flashSize: 'keep',
    eraseAll: false,
    compress: true,
    calculateMD5Hash: md5,
  }
}

/** Takes the board out of download mode by its lines, as the app must: `after()` of esptool-js does not. */
export async function restart(transport: Transport): Promise<void> {
  await transport.setDTR(false)
  await transport.setRTS(true)
  await transport.setRTS(false)
}

/** Everything that a port says from now on, until `stop` or until it is lost. */
export function listen(port: VirtualSerialPort) {
  const reader = port.readable?.getReader()
  const bytes: number[] = []
  const ended = (async () => {
    for (;;) {
      const part = await reader?.read().catch(() => null)
      if (!part || part.done) return
      bytes.push(...part.value)
    }
  })()
  return {
    text: () => new TextDecoder().decode(Uint8Array.from(bytes)),
    async stop() {
      await reader?.cancel()
      await ended
      reader?.releaseLock()
    },
  }
}
