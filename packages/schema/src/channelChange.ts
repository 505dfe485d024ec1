import { z } from 'zod'
import { Notes, Slug, VersionText } from './scalars.ts'

/** `PUT /api/v1/products/:product/channels/:channel`. */
export const ChannelChange = z.strictObject({ version: VersionText, recall: z.boolean().default(false) })
export type ChannelChange = z.infer<typeof ChannelChange>

/** `PATCH /api/v1/products/:product/releases/:version`. */
export const ReleaseEdit = z
  .strictObject({
    notes: Notes,
    /** The stepping stone; null takes it away. */
    minFrom: VersionText.nullable(),
    /** The whole list of accepted aliases. */
    aliases: z.array(VersionText).max(20, 'a release has at most 20 aliases'),
    /** Another version text for the release. */
    version: VersionText,
  })
  .partial()
export type ReleaseEdit = z.infer<typeof ReleaseEdit>

/** `POST /api/v1/products`. */
export const NewProduct = z.strictObject({ product: Slug })
export type NewProduct = z.infer<typeof NewProduct>

/** `PUT /api/v1/products/:product/boards/:board`: a board before its first build. Chip as Espressif writes it. */
export const NewBoard = z.strictObject({ chip: z.string().min(1).max(40).nullable().default(null) })
export type NewBoard = z.infer<typeof NewBoard>
