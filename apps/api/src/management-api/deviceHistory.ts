import { CheckInList, DeviceEventList } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Fleet } from '../fleet/fleet.ts'
import type { FleetStore } from '../fleet/store.ts'
import { isoTime } from '../isoTime.ts'
import { mostCheckIns } from './checkIns.ts'
import { deviceAt, deviceParams } from './deviceFound.ts'
import { limitParameter } from './limitParameter.ts'

const eventQuery = z.strictObject({
  before: z.coerce
    .number('before is a number')
    .int('before is a whole number')
    .min(1, 'before is at least 1')
    .optional(),
  limit: limitParameter({ most: 200, usual: 50 }),
})
const tags = ['fleet']

/** `GET /devices/:id/events` and `GET /devices/:id/check-ins`: what happened to a device, newest first. */
export function registerDeviceHistoryRoutes(
  scope: FastifyInstance,
  deps: { devices: Pick<FleetStore, 'find' | 'events'>; fleet: Pick<Fleet, 'recent'> },
): void {
  const { devices, fleet } = deps
  const routes = scope.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/devices/:id/events',
    {
      schema: {
        summary: 'What happened to a device',
        description:
          'Newest first, 1 to 200 of them (50 without `limit`); `next` is the `before` of older ones.',
        tags,
        params: deviceParams,
        querystring: eventQuery,
        response: { 200: DeviceEventList },
      },
    },
    async (request) => {
      const { before, limit } = request.query
      const { row } = await deviceAt(devices, request.params)
      const events = await devices.events(row, before ?? null, limit + 1)
      const items = events.slice(0, limit).map(({ id, at, detail }) => ({ id, at: isoTime(at), detail }))
      return { items, next: events.length > limit ? String(items.at(-1)?.id) : null }
    },
  )

  routes.get(
    '/devices/:id/check-ins',
    {
      schema: {
        summary: 'The latest check-ins of a device',
        description:
          'Those among the latest of all devices, which is what `kept` and `total` tell of; newest first.',
        tags,
        params: deviceParams,
        querystring: z.strictObject({ limit: limitParameter({ most: mostCheckIns, usual: 100 }) }),
        response: { 200: CheckInList },
      },
    },
    async (request) => {
      const { id, aliases } = await deviceAt(devices, request.params)
      const ids = new Set([id, ...aliases])
      const { items, ...counts } = fleet.recent(mostCheckIns)
      const its = items.filter(({ device }) => device !== null && ids.has(device))
      return { ...counts, items: its.slice(0, request.query.limit) }
    },
  )
}
