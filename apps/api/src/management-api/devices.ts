import { DeviceFacets, DeviceList, DeviceSort, DeviceViews } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Fleet } from '../fleet/fleet.ts'
import type { FleetStore } from '../fleet/store.ts'
import { cursorFor, cursorIn } from './deviceCursor.ts'
import { readDeviceQuery } from './deviceQuery.ts'
import { summariesOf } from './deviceSummaries.ts'
import { kept } from './kept.ts'
import { limitParameter } from './limitParameter.ts'

export interface DeviceListDeps {
  devices: FleetStore
  fleet: Pick<Fleet, 'upSince'>
  /** Milliseconds since 1970. */
  now: () => number
}

const listQuery = z.strictObject({
  query: z.string().default(''),
  sort: DeviceSort.default('-last-seen'),
  cursor: z.string().max(1_000).optional(),
  limit: limitParameter({ most: 200, usual: 50 }),
})

const tags = ['fleet']
/** ms. To collect facets, the whole fleet is looked through. */
const facetsLast = 30_000

/** `GET /devices`, and what stands around the list: how many each view has, and what its query box completes. */
export function registerDeviceListRoutes(scope: FastifyInstance, deps: DeviceListDeps): void {
  const { devices, fleet, now } = deps
  const routes = scope.withTypeProvider<ZodTypeProvider>()
  const facets = kept(facetsLast, now, () => devices.facets())

  routes.get(
    '/devices',
    {
      schema: {
        summary: 'The devices',
        description:
          'Those that `query` finds, in pages of `limit` (1 to 200, 50 without it); `next` is the `cursor` of the page after.',
        tags,
        querystring: listQuery,
        response: { 200: DeviceList },
      },
    },
    async (request) => {
      const { sort, limit } = request.query
      const query = readDeviceQuery(request.query.query)
      const cursor = cursorIn(request.query)
      const listening = { now: now(), upSince: fleet.upSince }
      const [page, total] = await Promise.all([
        devices.list({ query, sort, cursor, limit, ...listening }),
        devices.count({ query, ...listening }),
      ])
      return {
        items: await summariesOf(devices, page.devices, listening),
        next: page.next === null ? null : cursorFor(request.query, page.next),
        total,
      }
    },
  )

  routes.get(
    '/devices/views',
    { schema: { summary: 'How many devices each view has', tags, response: { 200: DeviceViews } } },
    async () => devices.views(now(), fleet.upSince),
  )

  routes.get(
    '/devices/facets',
    {
      schema: {
        summary: 'What a query can ask for',
        description:
          'Tags, versions, boards, chips, products and channels of devices, most used first; up to half a minute old.',
        tags,
        response: { 200: DeviceFacets },
      },
    },
    facets,
  )
}
