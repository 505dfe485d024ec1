import type { Address, Connection } from './connection.ts'
import type { Flash } from './flash.ts'
import type { Reading, Tap } from './reading.ts'
import type { ResponseHead } from './responseHead.ts'
import type { Timing } from './timing.ts'
import type { Updater } from './updater.ts'

/** What an observer of a board sees, in order. */
export type BoardEvent =
  | { kind: 'request'; text: string }
  | { kind: 'response'; head: ResponseHead }
  | { kind: 'progress'; bytes: number; total: number }
  | { kind: 'verifying' }
  | { kind: 'reset'; version: string | null; fellBack: string | null }

/**
 * Which core the sketch was built with: `early` is 1.0.x, which sends no x-ESP32-sketch-md5; `usual` is 2.x to 3.x;
 * `newest` (merged August and September 2026) sends the base MAC, checks x-SHA256 and takes a 204 for "no update".
 */
export type Core = 'early' | 'usual' | 'newest'

/** What a sketch has to work with: the board under it. */
export interface Board {
  server: Address
  mac: string
  core: Core
  flashSize: number
  /** Largest body that `getString()` finds memory for, bytes. */
  heap: number
  timing: Timing
  reading: Reading & { tap: Tap; signal: AbortSignal }
  flash: Flash
  updater: Updater
  connect(): Promise<Connection | null>
  tell(event: BoardEvent): void
}

/** What a sketch's poll came to, before any reset. */
export interface SketchResult {
  /** `installed`: written, verified and selected. `ignored`: the sketch prints the status and does nothing. */
  outcome: 'up-to-date' | 'installed' | 'ignored' | 'failed' | 'aborted'
  /** The error: HTTPClient's and HTTPUpdate's below 0, the Updater's above, an `esp_err_t` by its name; 0 for none. */
  code: number | string
  /** Of the last response; null when there was none. */
  httpStatus: number | null
  /** Body bytes taken in as an update. */
  bytes: number
}
