import { makeBootloader, makePartitionTable } from '@cyberdeck-ota/esp-image'
import { chipIdOf } from '@cyberdeck-ota/virtual-esp32'
import {
  createVirtualSerial,
  createVirtualSerialEsp32,
  exampleApp,
  exampleFlash,
  examplePartitions,
  type SerialChip,
  type VirtualSerialEsp32,
  type VirtualSerialEsp32Options,
} from '@cyberdeck-ota/virtual-esp32/serial'
import { vi } from 'vitest'
import { createFlashSession, type FlashSession, type FlashSessionOptions } from './flashSession.ts'
import type { FlashState } from './flashState.ts'

export const everyChip: readonly SerialChip[] = ['ESP32', 'ESP32-S3', 'ESP32-C3']

export const appFor = (chip: SerialChip, version: string, size = 0x4000) =>
  exampleApp(chip, { version, size })

export const factoryFor = (chip: SerialChip, version: string) =>
  exampleFlash(chip, { app0: appFor(chip, version) })

export const partsFor = (chip: SerialChip) => ({
  bootloader: makeBootloader({ chipId: chipIdOf(chip) }),
  partitions: makePartitionTable(examplePartitions),
})

export const wifi = [{ ssid: 'Workshop', password: 'soldering', rssi: -48 }]

const opened: { board: VirtualSerialEsp32; session: FlashSession }[] = []

/** Unplugs the boards of this file's tests. For `afterAll`. */
export async function unplugAll(): Promise<void> {
  for (const { board, session } of opened.splice(0)) {
    await session.finish()
    board.unplug()
  }
}

/** A board on a cable with version 1.00 in app0, and a session beside it, of which every state is kept. @param others on the same bus */
export function bench(
  board: Partial<VirtualSerialEsp32Options> = {},
  options: Partial<FlashSessionOptions> = {},
  others: readonly VirtualSerialEsp32[] = [],
) {
  const { chip = 'ESP32' } = board
  const timing = { bootMs: 5, watchdogMs: 20, wifiMs: 5, reenumerateMs: 20 }
  const virtual = createVirtualSerialEsp32({
    chip,
    mac: '24:6F:28:01:02:03',
    flash: factoryFor(chip, '1.00'),
    timing,
    ...board,
  })
  const ports = createVirtualSerial([virtual, ...others])
  const session = createFlashSession({
    ports: ports as never,
    system: 'linux',
    ...options,
    timing: { holdBootMs: 4000, returnMs: 1000, improvMs: 300, silentMs: 300, ...options.timing },
  })
  const states: FlashState[] = []
  session.subscribe(() => states.push(session.state))
  opened.push({ board: virtual, session })
  const file = (bytes: Uint8Array, address: number | null = null) => ({ name: 'app.bin', bytes, address })
  session.choose({ sets: [[file(appFor(chip, '2.00'))]], eraseAll: false })
  return { board: virtual, session, states, ports, file }
}

/** Waits for a state, however busy the machine is; a failure on the way is told. */
export async function reaches<K extends FlashState['kind']>(session: FlashSession, ...kinds: K[]) {
  return vi.waitFor(
    () => {
      const { state } = session
      if ((kinds as string[]).includes(state.kind)) return state as Extract<FlashState, { kind: K }>
      const why = state.kind === 'failed' ? ` (${state.code}: ${state.details})` : ''
      throw new Error(`It is ${state.kind}${why}, not ${kinds.join(' or ')}.`)
    },
    { timeout: 15_000, interval: 5 },
  )
}

export const until = (holds: () => void) => vi.waitFor(holds, { timeout: 15_000, interval: 5 })

/** Connects and writes. */
export async function flash(session: FlashSession): Promise<void> {
  void session.connect()
  await reaches(session, 'ready')
  session.write()
}
