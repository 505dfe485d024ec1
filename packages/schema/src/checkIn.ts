import { z } from 'zod'
import { Reason } from './reason.ts'
import { Slug, Timestamp } from './scalars.ts'

/** The four verdicts of the rules, and `refused` for a request that could not be understood. */
export const VerdictKind = z.enum(['update', 'up-to-date', 'hold', 'no-firmware', 'refused'])
export type VerdictKind = z.infer<typeof VerdictKind>

/** Which kind of client asked: Arduino's updater for ESP32 or ESP8266, or anything that does a plain GET. */
export const ClientKind = z.enum(['esp32-updater', 'esp8266-updater', 'plain'])
export type ClientKind = z.infer<typeof ClientKind>

/** How far an image that was answered has come. */
export const DownloadProgress = z.object({
  state: z.enum(['running', 'complete', 'aborted']),
  /** Bytes that the client acknowledged; where `approximate`, bytes that left the server. */
  sent: z.int().nonnegative(),
  size: z.int().positive(),
  /** The system does not tell what arrived, or a proxy in front acknowledges in the client's place. */
  approximate: z.boolean(),
})
export type DownloadProgress = z.infer<typeof DownloadProgress>

/** One poll as it was understood and answered. */
export const CheckInRecord = z.object({
  /** Rises by one with every poll since the server started. */
  id: z.int().positive(),
  at: Timestamp,
  address: z.string(),
  /**
   * MAC (`AA:BB:CC:DD:EE:FF`), the id in the URL, or `address:<address>` for one that only its address tells; null when
   * nothing is remembered of it.
   */
  device: z.string().nullable(),
  client: ClientKind,
  product: z.string(),
  board: z.string().nullable(),
  /** The version text the device sent. */
  version: z.string().nullable(),
  /** The release whose digest it runs, where a digest said so. */
  runs: z.string().nullable(),
  verdict: VerdictKind,
  reason: Reason,
  /** HTTP status it got. */
  status: z.int(),
  download: DownloadProgress.nullable(),
})
export type CheckInRecord = z.infer<typeof CheckInRecord>

/** Answer of `GET /api/v1/check-ins`: newest first. `kept` is how many the server remembers at most. */
export const CheckInList = z.object({
  items: z.array(CheckInRecord),
  kept: z.int().positive(),
  /** Polls answered since the server started. */
  total: z.int().nonnegative(),
})
export type CheckInList = z.infer<typeof CheckInList>

/** How many identified devices of a product last said they run this version. */
export const FleetCount = z.object({
  product: Slug,
  /** Version text, null when it sent none. */
  version: z.string().nullable(),
  devices: z.int().positive(),
})
export type FleetCount = z.infer<typeof FleetCount>
