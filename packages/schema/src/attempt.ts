import { z } from 'zod'
import { ByteCount, Sha256, Timestamp } from './scalars.ts'

/**
 * How far one device has come with one build. Open: `offered`, `downloading`, `delivered`. Closed: `confirmed` when a
 * check-in proves the target; `aborted` when the connection ended early; `reverted` when it runs what it ran before;
 * `drifted` when it runs a third thing; `lost` when it stayed silent. A later check-in corrects a closed one.
 */
export const AttemptState = z.enum([
  'offered',
  'downloading',
  'delivered',
  'confirmed',
  'aborted',
  'reverted',
  'drifted',
  'lost',
])
export type AttemptState = z.infer<typeof AttemptState>

/** What proves the state an attempt is in. */
export const Evidence = z.discriminatedUnion('code', [
  /** The answer with the image was begun. */
  z.object({ code: z.literal('answered') }),
  /** Bytes the client acknowledged; `approximate` where the system does not tell what arrived. */
  z.object({
    code: z.literal('bytes'),
    acknowledged: ByteCount,
    size: ByteCount,
    approximate: z.boolean(),
  }),
  /** The connection ended before the last byte. */
  z.object({ code: z.literal('cut'), acknowledged: ByteCount, size: ByteCount }),
  /** It read the header and left, as `esp_https_ota` does when the image is not for it. No failure. */
  z.object({ code: z.literal('declined'), acknowledged: ByteCount }),
  /** A check-in's digest is that of a build; `version` is its release, null for a build of another product. */
  z.object({ code: z.literal('digest'), version: z.string().nullable(), said: z.string().nullable() }),
  /** A check-in's digest is of no known build. */
  z.object({ code: z.literal('unknown-digest'), said: z.string().nullable() }),
  /** A check-in without a digest that is known says this version. */
  z.object({ code: z.literal('version'), said: z.string().nullable() }),
  /** It asked again while the download was under way, so that it had given that up. */
  z.object({ code: z.literal('asked-again') }),
  /** Not heard of for so long, seconds, which is longer than its rhythm allows. */
  z.object({ code: z.literal('silence'), seconds: z.number().nonnegative() }),
  /** The server was stopped or killed meanwhile. No failure. */
  z.object({ code: z.literal('server-stopped') }),
])
export type Evidence = z.infer<typeof Evidence>

/** One identified device trying one build. */
export const Attempt = z.object({
  id: z.int().positive(),
  product: z.string(),
  version: z.string(),
  board: z.string(),
  sha256: Sha256,
  size: ByteCount,
  /** What it ran when the attempt was opened. */
  from: z.object({ version: z.string().nullable(), sha256: Sha256.nullable() }),
  state: AttemptState,
  evidence: Evidence,
  acknowledged: ByteCount,
  approximate: z.boolean(),
  openedAt: Timestamp,
  changedAt: Timestamp,
})
export type Attempt = z.infer<typeof Attempt>

/** What happened to a device: one line of its timeline. */
export const DeviceEventDetail = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first-seen'), version: z.string().nullable(), address: z.string() }),
  /** It runs, or says it runs, something else than before. */
  z.object({
    kind: z.literal('runs'),
    from: z.string().nullable(),
    to: z.string().nullable(),
    /** Proven by digest, or only said. */
    proven: z.boolean(),
  }),
  /** An attempt changed its state. */
  z.object({
    kind: z.literal('attempt'),
    attempt: z.int().positive(),
    version: z.string(),
    state: AttemptState,
    evidence: Evidence,
  }),
  /** A build is not offered for now; `until` null: until lifted. */
  z.object({
    kind: z.literal('quarantined'),
    version: z.string(),
    sha256: Sha256,
    failures: z.int().positive(),
    until: Timestamp.nullable(),
  }),
  /** An operator changed what is assigned; `change` in words such as "pinned to 1.02". */
  z.object({ kind: z.literal('assigned'), by: z.string(), change: z.string() }),
  z.object({ kind: z.literal('lifted'), by: z.string(), version: z.string() }),
  z.object({ kind: z.literal('merged'), by: z.string(), id: z.string() }),
])
export type DeviceEventDetail = z.infer<typeof DeviceEventDetail>

export const DeviceEvent = z.object({
  id: z.int().positive(),
  at: Timestamp,
  detail: DeviceEventDetail,
})
export type DeviceEvent = z.infer<typeof DeviceEvent>

/** Answer of `GET /api/v1/devices/:id/events?before=&limit=`: newest first; `next` asks for older ones. */
export const DeviceEventList = z.object({ items: z.array(DeviceEvent), next: z.string().nullable() })
export type DeviceEventList = z.infer<typeof DeviceEventList>
