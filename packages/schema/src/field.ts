import { z } from 'zod'
import { Timestamp } from './scalars.ts'

/** How many devices of a product ran which version at a moment. */
export const FieldSample = z.object({
  at: Timestamp,
  version: z.string().nullable(),
  devices: z.int().nonnegative(),
})
export type FieldSample = z.infer<typeof FieldSample>

/** Answer of `GET /api/v1/field?product=&since=`: samples, oldest first. */
export const FieldHistory = z.object({ product: z.string(), samples: z.array(FieldSample) })
export type FieldHistory = z.infer<typeof FieldHistory>
