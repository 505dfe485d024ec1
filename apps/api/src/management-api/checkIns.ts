import { CheckInList } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Fleet } from '../fleet/fleet.ts'

const query = z.strictObject({
  limit: z.coerce
    .number('limit is a number')
    .int('limit is a whole number')
    .min(1, 'limit is at least 1')
    .max(1000, 'limit is at most 1000')
    .default(100),
})

/** `GET /check-ins?limit=`: the latest polls, what each said and what it was answered, newest first. */
export function registerCheckInRoutes(scope: FastifyInstance, deps: { fleet: Pick<Fleet, 'recent'> }): void {
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/check-ins',
    {
      schema: {
        summary: 'The latest check-ins',
        description: 'Newest first, 1 to 1000 of them (100 unless `limit` says otherwise).',
        tags: ['fleet'],
        querystring: query,
        response: { 200: CheckInList },
      },
    },
    async (request) => deps.fleet.recent(request.query.limit),
  )
}
