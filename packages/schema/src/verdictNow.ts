import { z } from 'zod'
import { CheckInRecord, ClientKind, VerdictKind } from './checkIn.ts'
import { Reported } from './device.ts'
import { Reason } from './reason.ts'
import { ByteCount, Md5, Sha256, Slug } from './scalars.ts'

/** The exact HTTP answer a device would get: status, headers, and the body where it is text. */
export const DeviceReply = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  /** The text, or null for an image (its SHA-256 then is `image`) or no body. */
  body: z.string().nullable(),
  image: Sha256.nullable(),
})
export type DeviceReply = z.infer<typeof DeviceReply>

/** What a device would be answered now. Answer of `GET /devices/:id/verdict` and `POST /simulate`. */
export const VerdictNow = z.object({
  verdict: VerdictKind,
  reason: Reason,
  /** The reason as one plain sentence. */
  sentence: z.string(),
  target: z.string().nullable(),
  board: z.string().nullable(),
  runs: z.string().nullable(),
  reply: DeviceReply,
})
export type VerdictNow = z.infer<typeof VerdictNow>

/** `POST /api/v1/simulate`: a check-in that nobody makes. What is left out is not said. */
export const SimulateRequest = z.strictObject({
  product: Slug.default('default'),
  version: z.string().max(128).nullish(),
  /** MAC or id: what is known of that device counts. */
  device: z.string().max(64).nullish(),
  board: Slug.nullish(),
  channel: Slug.nullish(),
  client: ClientKind.default('plain'),
  runningSha256: Sha256.nullish(),
  runningMd5: Md5.nullish(),
  freeSpace: ByteCount.nullish(),
})
export type SimulateRequest = z.infer<typeof SimulateRequest>

/** Answer of `GET /api/v1/check-ins/:id`: what a recent answer rested on, and what the same poll would get now. */
export const CheckInExplanation = z.object({
  record: CheckInRecord,
  sentence: z.string(),
  /** What the poll said. */
  said: Reported.partial(),
  /** What was known of the device at that moment; null for a client that nothing is remembered of. */
  known: z
    .object({
      board: z.string().nullable(),
      chip: z.string().nullable(),
      channel: z.string().nullable(),
      pin: z.string().nullable(),
      hold: z.boolean(),
    })
    .nullable(),
  /** The registry it was decided on. */
  revision: z.int().nonnegative(),
  /** Null for a request that could not be understood. */
  now: VerdictNow.nullable(),
})
export type CheckInExplanation = z.infer<typeof CheckInExplanation>
