import { z } from 'zod'
import { Attempt } from './attempt.ts'
import { ClientKind } from './checkIn.ts'
import { DeviceIdentity } from './deviceIdentity.ts'
import { Reason } from './reason.ts'
import { ByteCount, Md5, Sha256, Slug, Timestamp, VersionText } from './scalars.ts'

/**
 * Where a device stands, as the fleet lists it.
 *
 * - `up-to-date`: runs what it is meant to, or something newer that is left alone
 * - `updating`: an attempt is open
 * - `behind`: an update is due, and it gets it at its next check-in
 * - `held`: an update is due, and something holds it: the operator, its chip, its room, an unknown board
 * - `failed`: an update is due, and its last attempt at that build failed
 * - `unserved`: nothing is published for it
 */
export const DeviceState = z.enum(['up-to-date', 'updating', 'behind', 'held', 'failed', 'unserved'])
export type DeviceState = z.infer<typeof DeviceState>

/** An operator's tag: 1 to 64 of `a-z 0-9 . _ -`, like a name. */
export const Tag = Slug
/** An operator's name for a device. */
export const DeviceName = z.string().trim().max(100, 'a device’s name has at most 100 characters')
/** An operator's notes about a device. */
export const DeviceNotes = z.string().max(10_000, 'notes have at most 10,000 characters')

/** What the operator says of a device. */
export const Assigned = z.object({
  /** Null: none; the device is called by its id. */
  name: DeviceName.nullable(),
  notes: DeviceNotes,
  tags: z.array(Tag),
  /** The channel it follows whatever its URL says; null: what its URL says. */
  channel: Slug.nullable(),
  /** The one version it is to run, whatever its channel points at, older or newer; null: what its channel points at. */
  pin: VersionText.nullable(),
  /** Gets nothing while this is set. */
  hold: z.boolean(),
})
export type Assigned = z.infer<typeof Assigned>

/** What a device last said of itself. Null where it says nothing. */
export const Reported = z.object({
  client: ClientKind,
  product: z.string(),
  board: z.string().nullable(),
  channel: z.string().nullable(),
  version: z.string().nullable(),
  mode: z.string().nullable(),
  runningSha256: Sha256.nullable(),
  runningMd5: Md5.nullable(),
  /** Bytes of the slot the next image goes to. */
  freeSpace: ByteCount.nullable(),
  /** Bytes of the running image. */
  sketchSize: ByteCount.nullable(),
  /** Bytes. */
  flashSize: ByteCount.nullable(),
  /** SDK or ESP-IDF version, as sent. */
  sdk: z.string().nullable(),
  address: z.string(),
})
export type Reported = z.infer<typeof Reported>

/** A build that is not offered to a device for now, after attempts that failed. */
export const Quarantine = z.object({
  product: z.string(),
  version: z.string(),
  sha256: Sha256,
  /** Attempts that ended early, which is the network's doing. */
  aborted: z.int().nonnegative(),
  /** Attempts that were delivered and did not come to run: the image's doing. */
  failed: z.int().nonnegative(),
  /** Until then it is not offered; null: until somebody lifts it. In the past: it is offered again. */
  until: Timestamp.nullable(),
})
export type Quarantine = z.infer<typeof Quarantine>

/** A device as the list shows it. */
export const DeviceSummary = z.object({
  /** MAC `AA:BB:CC:DD:EE:FF`, the id in its URL, or `address:<address>` for one that is known by nothing else. */
  id: z.string(),
  identity: DeviceIdentity,
  name: z.string().nullable(),
  tags: z.array(z.string()),
  product: z.string(),
  /** Named by itself, or learned from what it was proven to run. */
  board: z.string().nullable(),
  chip: z.string().nullable(),
  channel: z.string(),
  pin: z.string().nullable(),
  hold: z.boolean(),
  /** What it says it runs. */
  version: z.string().nullable(),
  /** The release it was proven to run, by digest. */
  runs: z.string().nullable(),
  /** What it is meant to run; null when nothing is published for it. */
  target: z.string().nullable(),
  state: DeviceState,
  reason: Reason,
  /** The open attempt: at which version, and how many bytes of how many have arrived. */
  progress: z
    .object({
      version: z.string(),
      acknowledged: ByteCount,
      size: ByteCount,
      approximate: z.boolean(),
      state: z.string(),
    })
    .nullable(),
  address: z.string(),
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
  polls: z.int().positive(),
  /** How often it polls, seconds, as learned; null before its second poll. */
  interval: z.number().positive().nullable(),
  /** It has been silent for longer than its rhythm allows. */
  silent: z.boolean(),
})
export type DeviceSummary = z.infer<typeof DeviceSummary>

/** A device with everything that is known of it. */
export const Device = DeviceSummary.extend({
  assigned: Assigned,
  reported: Reported,
  quarantines: z.array(Quarantine),
  /** Ids that were merged into this one: a poll under any of them is this device's. */
  aliases: z.array(z.string()),
  /** Newest first, at most the last 50. */
  attempts: z.array(Attempt),
})
export type Device = z.infer<typeof Device>

/** `PATCH /api/v1/devices/:id`: what is left out stays as it is. */
export const DevicePatch = z
  .strictObject({
    name: DeviceName.nullable(),
    notes: DeviceNotes,
    tags: z.array(Tag).max(50, 'a device has at most 50 tags'),
    channel: Slug.nullable(),
    pin: VersionText.nullable(),
    hold: z.boolean(),
  })
  .partial()
export type DevicePatch = z.infer<typeof DevicePatch>

/** `POST /api/v1/devices/:id/merge`: the device named here turns out to be the same board, and vanishes into it. */
export const DeviceMerge = z.strictObject({ id: z.string().min(1).max(200) })
export type DeviceMerge = z.infer<typeof DeviceMerge>
