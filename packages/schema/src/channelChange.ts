import { z } from 'zod'
import { Notes, VersionText } from './scalars.ts'

/** `PUT /api/v1/products/:product/channels/:channel`. */
export const ChannelChange = z.strictObject({ version: VersionText, recall: z.boolean().default(false) })
export type ChannelChange = z.infer<typeof ChannelChange>

/** `PATCH /api/v1/products/:product/releases/:version`. */
export const ReleaseEdit = z.strictObject({ notes: Notes })
export type ReleaseEdit = z.infer<typeof ReleaseEdit>
