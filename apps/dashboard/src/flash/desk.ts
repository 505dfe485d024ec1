import type { FlashPort, FlashState } from '@cyberdeck-ota/flasher'
import type { Firmware } from './choice/firmware.ts'

/** The reading of a release's files, which begins when it is known what board is there. Bytes. */
export type Fetching =
  | { kind: 'idle' }
  | { kind: 'fetching'; received: number; total: number }
  /** One sentence: no build for this chip, a file that is gone, a server that does not answer. */
  | { kind: 'impossible'; sentence: string }

/** All that the page shows. */
export interface DeskState {
  firmware: Firmware | null
  /** Erase everything first, settings and all. */
  eraseAll: boolean
  fetching: Fetching
  flash: FlashState
  /** What esptool-js said, for people who look closer. */
  log: readonly string[]
  /** When the board was last reset into what was written, ms since 1970; null before. */
  startedAt: number | null
  /** Counts the boards that were looked for: what is known of one, also under the same MAC, is not that of the next. */
  turn: number
}

/** What the page can do. Nothing here rejects: what goes wrong is a state. */
export interface Desk {
  get(): DeskState
  subscribe(listener: () => void): () => void
  /** Kept over retries and for the next board. Plans anew when a board is connected; after flashing the next one is meant. */
  chooseFirmware(firmware: Firmware | null): void
  setEraseAll(eraseAll: boolean): void
  /** Asks for a port, in a click, unless it is given one. */
  connect(port?: FlashPort): Promise<void>
  write(): void
  retry(): Promise<void>
  /** At any time; from a failure, back to the beginning. */
  cancel(): Promise<void>
  reset(): Promise<void>
  scanWifi(): Promise<void>
  joinWifi(credentials: { ssid: string; password: string }): Promise<void>
  /** Frees the port; what was reached stays on screen. */
  finish(): Promise<void>
  /** Back to the beginning for another board, with all choices kept. */
  another(): Promise<void>
}
