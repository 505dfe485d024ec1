import { z } from 'zod'
import { ByteCount, Md5, Sha256, Slug, VersionText } from './scalars.ts'

/** Answer of `GET /ota/info`. The first five fields, in this order, are what small clients have always parsed. */
export const OtaInfo = z.object({
  latest: VersionText,
  sha256: Sha256,
  size: ByteCount,
  /** Minutes are enough for people: `2025-02-21 09:00 UTC`. */
  uploaded: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/),
  notes: z.string(),
  md5: Md5,
  /** Absolute address of the immutable image. */
  url: z.url(),
  product: Slug,
  board: Slug,
  chip: z.string().nullable(),
})
export type OtaInfo = z.infer<typeof OtaInfo>
