import { z } from 'zod'
import { VersionText } from './scalars.ts'

/** `PUT /api/v1/products/:product/channels/:channel`. */
export const ChannelChange = z.object({ version: VersionText, recall: z.boolean().default(false) })
export type ChannelChange = z.infer<typeof ChannelChange>

/** `PATCH /api/v1/products/:product/releases/:version`. */
export const ReleaseEdit = z.object({ notes: z.string().max(10_000) })
export type ReleaseEdit = z.infer<typeof ReleaseEdit>
