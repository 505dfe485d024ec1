import { FieldHistory, type FieldSample, Slug, Timestamp } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Fleet } from '../fleet/fleet.ts'
import type { FleetStore } from '../fleet/store.ts'
import { isoTime } from '../isoTime.ts'

const week = 7 * 24 * 60 * 60 * 1000
/** More than a chart has pixels for. */
const mostMoments = 400

const query = z.strictObject({ product: Slug.default('default'), since: Timestamp.optional() })

/** `GET /field?product=&since=`: how many devices ran which version, over time and now. */
export function registerFieldRoute(
  scope: FastifyInstance,
  deps: { devices: Pick<FleetStore, 'samples'>; fleet: Pick<Fleet, 'summary'>; now: () => number },
): void {
  const { devices, fleet, now } = deps
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/field',
    {
      schema: {
        summary: 'Versions in the field over time',
        description: `Of \`product\` (\`default\` without it) since \`since\` (a week ago without it), oldest first, the last being now. Of a long time, ${mostMoments} moments spread over it.`,
        tags: ['fleet'],
        querystring: query,
        response: { 200: FieldHistory },
      },
    },
    async (request) => {
      const { product, since } = request.query
      const at = now()
      const from = since === undefined ? at - week : Date.parse(since)
      const past = await devices.samples(product, from, mostMoments)
      const present = fleet
        .summary()
        .running.filter((count) => count.product === product)
        .map(({ version, devices }): FieldSample => ({ at: isoTime(at), version, devices }))
      const samples = past.map((sample) => ({ ...sample, at: isoTime(sample.at) }))
      return { product, samples: [...samples, ...present] }
    },
  )
}
