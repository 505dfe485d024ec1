import type { Build, ClientKind, Reason } from '@cyberdeck-ota/schema'

/** One poll in the rules' words, whatever dialect it came in. Digests are lower-case hex, sizes bytes. */
export interface CheckIn {
  client: ClientKind
  product: string
  /** Named by the device; null when it did not. */
  board: string | null
  channel: string
  version: string | null
  /** `x-ESP32-mode` / `x-ESP8266-mode`; null when absent, which means an app is wanted. */
  mode: string | null
  runningSha256: string | null
  runningMd5: string | null
  /** Size of the slot the next image goes to. */
  freeSpace: number | null
}

/** What the server knows of the device beyond this poll. */
export interface DeviceMemory {
  /**
   * How often it downloaded this build in full without running it since. 0 for a device without a stable identity,
   * of which nothing can be remembered.
   */
  fullDownloads(sha256: string): number
}

/** The answer to a check-in, with the reason for it and what the device was found to run. */
export type Verdict = (
  | { kind: 'update'; version: string; board: string; build: Build }
  | { kind: 'up-to-date' | 'hold' | 'no-firmware' }
) & {
  reason: Reason
  /** The release and build the device runs, where a digest proved it. */
  runs: { version: string; build: Build } | null
}
