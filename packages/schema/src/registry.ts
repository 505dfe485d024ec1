import { z } from 'zod'
import { Build } from './build.ts'
import { Notes, Slug, Timestamp, VersionText } from './scalars.ts'

/** One version of a product: one build per board. */
export const Release = z.object({
  version: VersionText,
  /** Free text for people and for `/ota/info`, at most 10,000 characters. */
  notes: Notes,
  uploadedAt: Timestamp,
  builds: z.record(Slug, Build),
  /** The stepping stone: a device that runs something older than this release has to run it first. */
  minFrom: VersionText.optional(),
  /** Other versions that devices running this release call themselves. */
  aliases: z.array(VersionText).optional(),
})
export type Release = z.infer<typeof Release>

/** A named pointer devices follow. The seed's "latest" is what `stable` points at. */
export const Channel = z.object({
  version: VersionText,
  /** Bring back devices that run something newer, instead of leaving them alone. */
  recall: z.boolean(),
})
export type Channel = z.infer<typeof Channel>

/** A hardware variant of a product that needs its own image. Null: nothing but opaque payloads so far. */
export const Board = z.object({
  chip: z.string().nullable(),
  /** Set for a board that was created by hand: it stays without builds. */
  declared: z.literal(true).optional(),
})
export type Board = z.infer<typeof Board>

/** A release that was deleted and can still be brought back; the bytes stay until it is swept. */
export const RemovedRelease = z.object({ release: Release, removedAt: Timestamp })
export type RemovedRelease = z.infer<typeof RemovedRelease>

/** One firmware project. Releases are keyed by their version's text, the rest by name. */
export const Product = z.object({
  boards: z.record(Slug, Board),
  releases: z.record(VersionText, Release),
  channels: z.record(Slug, Channel),
  removed: z.record(VersionText, RemovedRelease),
  /** Set for the product of the demo fleet, which vanishes with it. */
  demo: z.literal(true).optional(),
})
export type Product = z.infer<typeof Product>

/** What a revision of the registry did, for the history. `code` is stable kebab-case, `sentence` is for people. */
export const ChangeNote = z.object({ code: z.string(), sentence: z.string() })
export type ChangeNote = z.infer<typeof ChangeNote>

/** The form this version writes; a file of a newer form is refused at start instead of being misread. */
export const registryFormat = 1

/**
 * Everything a verdict reads that is not about one device; kept as `meta.json` and served as `GET /api/v1/registry`.
 * Revision 0 is the empty registry, and each change adds one.
 */
export const Registry = z.object({
  format: z.literal(registryFormat),
  revision: z.int().nonnegative(),
  changedAt: Timestamp,
  changedBy: z.string(),
  change: ChangeNote,
  products: z.record(Slug, Product),
})
export type Registry = z.infer<typeof Registry>
