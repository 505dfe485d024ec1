import { z } from 'zod'
import { FleetCount } from './checkIn.ts'
import { Timestamp } from './scalars.ts'

/** What the first start found in a data folder that an older server (or a person) had filled. */
export const AdoptionReport = z.object({
  at: Timestamp,
  adopted: z.array(z.object({ file: z.string(), version: z.string() })),
  skipped: z.array(z.object({ file: z.string(), why: z.string() })),
})
export type AdoptionReport = z.infer<typeof AdoptionReport>

/** `GET /api/v1/server`: the server's own state, for the snippets and the Overview page. */
export const ServerInfo = z.object({
  version: z.string(),
  startedAt: Timestamp,
  /** The address boards should use, without a slash at the end: PUBLIC_URL, else the first LAN address. */
  deviceUrl: z.string(),
  /** PUBLIC_URL says it; otherwise it is the server's own guess. */
  deviceUrlIsSet: z.boolean(),
  downloads: z.object({
    active: z.int().nonnegative(),
    limit: z.int().positive(),
    /** Updates not offered since the start because `limit` downloads were under way. */
    turnedAway: z.int().nonnegative(),
    lastTurnedAwayAt: Timestamp.nullable(),
  }),
  uploadLimit: z.int().positive(),
  fleet: z.object({
    /** Devices known, without those that only an address tells. */
    devices: z.int().nonnegative(),
    /** As many devices as may be known are; more are answered, but not remembered. */
    full: z.boolean(),
    lastCheckInAt: Timestamp.nullable(),
    /** Devices counted by what they last said they run, most first: the 1,000 most frequent versions. */
    running: z.array(FleetCount),
  }),
  adoption: AdoptionReport.nullable(),
})
export type ServerInfo = z.infer<typeof ServerInfo>

/** Names of the events of `GET /api/v1/events`; each only says what to fetch again. */
export const LiveEvent = z.enum(['registry', 'devices', 'check-ins', 'server', 'flash-jobs'])
export type LiveEvent = z.infer<typeof LiveEvent>
