import type { Build, ClientKind, Reason } from '@cyberdeck-ota/schema'

/** One poll in the rules' words, whatever dialect it came in. Digests are lower-case hex, sizes bytes. */
export interface CheckIn {
  client: ClientKind
  product: string
  /** Named by the device; null when it did not. */
  board: string | null
  /** Named by the device; null when it did not, which means `stable`. */
  channel: string | null
  version: string | null
  /** `x-ESP32-mode` / `x-ESP8266-mode`; null when absent, which means an app is wanted. */
  mode: string | null
  runningSha256: string | null
  runningMd5: string | null
  /** Size of the slot the next image goes to. */
  freeSpace: number | null
}

/** What stands between a device and a build after attempts that failed. */
export interface Backoff {
  /** Attempts that failed, of either kind. */
  attempts: number
  /** ms since 1970; null: until somebody lifts it. */
  until: number | null
}

/** What the server knows of the device beyond this poll. Without a stable identity, nothing. */
export interface DeviceMemory {
  /** The board whose build it was once proven to run, of the product it polls for; null when nothing tells. */
  board: string | null
  /** The chip, as Espressif writes it, learned in the same way. */
  chip: string | null
  /** The channel the operator put it on; null: what its URL says counts. */
  channel: string | null
  /** The one version the operator wants it to run; null: what its channel points at. */
  pin: string | null
  /** The operator holds it. */
  hold: boolean
  /** The back-off of a build, over or not; null when no attempt at it failed. */
  backoff(sha256: string): Backoff | null
}

/** What is remembered of a device of which nothing is. */
export const noMemory: DeviceMemory = {
  board: null,
  chip: null,
  channel: null,
  pin: null,
  hold: false,
  backoff: () => null,
}

/** The answer to a check-in, with the reason for it and what the device was found to run. */
export type Verdict = (
  | { kind: 'update'; version: string; board: string; build: Build }
  | { kind: 'up-to-date' | 'hold' | 'no-firmware' }
) & {
  reason: Reason
  /** The release, board and build the device runs, where a digest proved it. */
  runs: { version: string; board: string; build: Build } | null
}
