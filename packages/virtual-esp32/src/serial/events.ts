import type { SerialApp } from './bootResult.ts'
import type { ResetReason } from './bootRom.ts'

/** What an observer of a board sees, in order. */
export type SerialEvent =
  | { kind: 'reset'; reason: ResetReason; download: boolean }
  | { kind: 'stub' }
  | { kind: 'running'; app: SerialApp }
  | { kind: 'online'; ssid: string }
  | { kind: 'unplugged' }
