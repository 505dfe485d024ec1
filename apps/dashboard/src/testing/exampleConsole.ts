import type { ConsoleView, FlashState, WifiState } from '@cyberdeck-ota/flasher'
import { exampleBoard, examplePlan } from './exampleBoards.ts'

/*
 * What a made-up board says once it was written.
 */

/** A console that a board has said these lines on, one a second. */
export function exampleConsole(texts: readonly string[], over: Partial<ConsoleView> = {}): ConsoleView {
  const start = Date.UTC(2026, 6, 14, 12)
  return {
    lines: texts.map((text, i) => ({ at: start + i * 1000, text })),
    dropped: 0,
    unfinished: '',
    connected: true,
    silent: false,
    boot: null,
    fault: null,
    ...over,
  }
}

/** A board that thermo 2.34 was written to, and that runs. */
export async function exampleStarted(
  console: ConsoleView,
  asking = false,
): Promise<Extract<FlashState, { kind: 'console' }>> {
  const board = await exampleBoard()
  return { kind: 'console', board, plan: examplePlan(board), console, asking }
}

/** The same board, whose firmware takes Wi-Fi settings and sees two networks. */
export async function exampleWifi(
  over: Partial<WifiState> = {},
  console = exampleConsole([]),
): Promise<Extract<FlashState, { kind: 'wifi' }>> {
  const { board, plan } = await exampleStarted(console)
  const wifi: WifiState = {
    step: 'choosing',
    networks: [
      { name: 'Cafe', rssi: -80, secured: false },
      { name: 'Workshop', rssi: -48, secured: true },
    ],
    scanning: false,
    ssid: null,
    sentence: null,
    url: null,
    device: { firmware: 'thermo', version: '2.34', chip: 'ESP32-S3', name: 'Thermometer' },
    ...over,
  }
  return { kind: 'wifi', board, plan, console, wifi }
}
