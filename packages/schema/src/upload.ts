import { z } from 'zod'
import { Build } from './build.ts'
import { Release } from './registry.ts'
import { Notes, Slug, VersionText } from './scalars.ts'

/** Text fields of `POST /api/v1/builds`, beside the one part `file`. */
export const UploadFields = z.strictObject({
  version: VersionText,
  product: Slug.default('default'),
  /** Without one: the product's only board, else the only one with the image's chip; `default` when it has none yet. */
  board: Slug.optional(),
  notes: Notes.optional(),
  /** A channel to point at the release, or `none`. Without it, the first release of a product goes to `stable`. */
  publish: Slug.optional(),
  /** `app`: take the app out of a merged image. */
  extract: z.literal('app').optional(),
  /** The upload gate's two overrides, for what only the uploader can know. */
  allow: z.enum(['no-descriptor', 'encrypted']).optional(),
})
export type UploadFields = z.infer<typeof UploadFields>

/** A finding about an upload that was kept all the same. */
export const UploadWarning = z.object({
  code: z.enum([
    'version-not-in-image',
    'same-bytes',
    'embedded-version-reused',
    'notes-kept',
    'padding',
    'unknown-trailing-bytes',
    'unknown-chip',
    'no-digest',
  ]),
  detail: z.string(),
})
export type UploadWarning = z.infer<typeof UploadWarning>

/** Answer of `POST /api/v1/builds`. */
export const UploadResult = z.object({
  release: Release,
  board: Slug,
  build: Build,
  /** The channel that points at the release since this upload, null when none was moved. */
  published: Slug.nullable(),
  warnings: z.array(UploadWarning),
})
export type UploadResult = z.infer<typeof UploadResult>
