import { z } from 'zod'
import { ByteCount, Slug, Timestamp, VersionText } from './scalars.ts'

/** A serial port of the server's own computer. */
export const SerialPortInfo = z.object({
  /** As the system calls it: `/dev/ttyUSB0`, `COM3`. */
  path: z.string(),
  manufacturer: z.string().nullable(),
  serialNumber: z.string().nullable(),
  /** Four hex digits; null for a port that is not on USB, or of which the system tells nothing. */
  vendorId: z.string().nullable(),
  productId: z.string().nullable(),
  /** The job that has the port; null when none does. */
  job: z.string().nullable(),
})
export type SerialPortInfo = z.infer<typeof SerialPortInfo>

/** `GET /api/v1/serial-ports`. */
export const SerialPortList = z.object({
  items: z.array(SerialPortInfo),
  /** Why the server cannot reach any port, and what to do about it; null when it can. */
  unavailable: z.string().nullable(),
})
export type SerialPortList = z.infer<typeof SerialPortList>

/** `POST /api/v1/flash-jobs`. */
export const NewFlashJob = z.strictObject({
  port: z.string().min(1),
  product: Slug,
  version: VersionText,
  board: Slug,
  /** Erase everything first, settings and all. */
  eraseAll: z.boolean().default(false),
})
export type NewFlashJob = z.infer<typeof NewFlashJob>

/** What a flash job is at. */
export const FlashPhase = z.enum(['connecting', 'checking', 'erasing', 'writing', 'verifying', 'resetting'])
export type FlashPhase = z.infer<typeof FlashPhase>

/** A build on its way, by cable, to a board that is plugged into the server. Kept until the server stops. */
export const FlashJob = z.object({
  id: z.string(),
  port: z.string(),
  product: Slug,
  version: VersionText,
  board: Slug,
  eraseAll: z.boolean(),
  startedAt: Timestamp,
  startedBy: z.string(),
  endedAt: Timestamp.nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  phase: FlashPhase,
  /** The board does not answer until somebody holds its BOOT button. */
  holdBoot: z.boolean(),
  progress: z.object({
    /** 0 to 1 of the bytes to write; never less than before. */
    fraction: z.number().min(0).max(1),
    bytesPerSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  }),
  /** What is plugged in, once it has answered. */
  found: z
    .object({
      chip: z.string(),
      /** As esptool words it: "ESP32-S3 (QFN56) (revision v0.2)". */
      description: z.string(),
      mac: z.string().nullable(),
      flashSize: ByteCount.nullable(),
    })
    .nullable(),
  /** What is written otherwise than one may expect, each a sentence. */
  warnings: z.array(z.string()),
  /** `code` is stable kebab-case; `remedies` are what to try, most likely first; `details` what the system said. */
  failure: z
    .object({
      code: z.string(),
      sentence: z.string(),
      remedies: z.array(z.string()),
      details: z.string().nullable(),
    })
    .nullable(),
})
export type FlashJob = z.infer<typeof FlashJob>

/** `GET /api/v1/flash-jobs`, newest first. */
export const FlashJobList = z.object({ items: z.array(FlashJob) })
export type FlashJobList = z.infer<typeof FlashJobList>
