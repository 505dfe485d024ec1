import type { ResetReason } from './bootRom.ts'

/** The app that a board runs. */
export interface SerialApp {
  /** Label of its partition: "factory", "ota_0", "app0". */
  slot: string
  /** Flash address and room of that partition, bytes. */
  offset: number
  slotSize: number
  /** Of its descriptor; null where the image carries none. */
  version: string | null
  project: string | null
  /** The whole image as it stands in flash. */
  image: Uint8Array
}

/** What follows a reset out of download mode: what is printed, and what then runs or resets the chip once more. */
export interface Boot {
  lines: string[]
  ends: { app: SerialApp } | { resets: ResetReason }
}

/** Where ESP-IDF and Arduino put the partition table by default. */
export const TABLE_AT = 0x8000
