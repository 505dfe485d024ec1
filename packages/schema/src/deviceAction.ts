import { z } from 'zod'
import { DeviceSummary, Tag } from './device.ts'
import { Slug, VersionText } from './scalars.ts'

/** Which devices an action is for: those named, or all that a query finds. */
export const DeviceSelection = z.union(
  [
    z.strictObject({
      ids: z
        .array(z.string())
        .min(1, 'it names no device')
        .max(1_000, 'it names more than 1,000 devices, which only a query can do'),
    }),
    z.strictObject({ query: z.string().max(1_000, 'a query has at most 1,000 characters') }),
  ],
  'a selection has either "ids" or a "query"',
)
export type DeviceSelection = z.infer<typeof DeviceSelection>

/** What to do to each of them. */
export const DeviceAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('pin'), version: VersionText.nullable() }),
  z.strictObject({ do: z.literal('hold'), hold: z.boolean() }),
  z.strictObject({ do: z.literal('channel'), channel: Slug.nullable() }),
  z.strictObject({ do: z.literal('tag'), tag: Tag }),
  z.strictObject({ do: z.literal('untag'), tag: Tag }),
  z.strictObject({ do: z.literal('lift') }),
  z.strictObject({ do: z.literal('forget') }),
])
export type DeviceAction = z.infer<typeof DeviceAction>

/** `POST /api/v1/devices/actions`, and `…/actions/preview`, which changes nothing. */
export const DeviceActionRequest = z.strictObject({ selection: DeviceSelection, action: DeviceAction })
export type DeviceActionRequest = z.infer<typeof DeviceActionRequest>

/** What an action would do: how many it is for, how many it would change, and the first of those. */
export const DeviceActionPreview = z.object({
  matched: z.int().nonnegative(),
  changes: z.int().nonnegative(),
  /** At most 20 of the devices that would change. */
  first: z.array(DeviceSummary),
  /** What to know before: sentences. */
  warnings: z.array(z.string()),
})
export type DeviceActionPreview = z.infer<typeof DeviceActionPreview>

/** What an action did. `undo` names it for `POST /devices/actions/:undo/undo` for a day; null when it cannot be undone. */
export const DeviceActionResult = z.object({
  changed: z.int().nonnegative(),
  undo: z.string().nullable(),
})
export type DeviceActionResult = z.infer<typeof DeviceActionResult>
