import { z } from 'zod'
import { DeviceSummary } from './device.ts'

/** Answer of `GET /api/v1/devices`. `next` asks for the page after this one; `total` counts all that match. */
export const DeviceList = z.object({
  items: z.array(DeviceSummary),
  next: z.string().nullable(),
  total: z.int().nonnegative(),
})
export type DeviceList = z.infer<typeof DeviceList>

/** What the list can be sorted by; a `-` in front turns it round. */
export const DeviceSort = z.enum([
  'last-seen',
  '-last-seen',
  'first-seen',
  '-first-seen',
  'name',
  '-name',
  'version',
  '-version',
  'state',
  '-state',
  'board',
  '-board',
])
export type DeviceSort = z.infer<typeof DeviceSort>

/** Answer of `GET /api/v1/devices/views`: how many devices each saved view has. */
export const DeviceViews = z.object({
  all: z.int().nonnegative(),
  upToDate: z.int().nonnegative(),
  updating: z.int().nonnegative(),
  behind: z.int().nonnegative(),
  held: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  unserved: z.int().nonnegative(),
  /** Silent past their own rhythm, whatever their state. */
  silent: z.int().nonnegative(),
  /** First seen within the last day. */
  new: z.int().nonnegative(),
  /** Known only by their address. */
  weak: z.int().nonnegative(),
})
export type DeviceViews = z.infer<typeof DeviceViews>

/** Answer of `GET /api/v1/devices/facets`: what the query box completes. Each list has at most 1,000 entries, most used first. */
export const DeviceFacets = z.object({
  tags: z.array(z.string()),
  versions: z.array(z.string()),
  boards: z.array(z.string()),
  chips: z.array(z.string()),
  products: z.array(z.string()),
  channels: z.array(z.string()),
})
export type DeviceFacets = z.infer<typeof DeviceFacets>
