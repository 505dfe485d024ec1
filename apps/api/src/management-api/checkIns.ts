import { CheckInList } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Fleet } from '../fleet/fleet.ts'
import { limitParameter } from './limitParameter.ts'

/** As many as the server remembers. */
export const mostCheckIns = 1_000

/** `GET /check-ins?limit=`: the latest polls, what each said and what it was answered, newest first. */
export function registerCheckInRoutes(scope: FastifyInstance, deps: { fleet: Pick<Fleet, 'recent'> }): void {
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/check-ins',
    {
      schema: {
        summary: 'The latest check-ins',
        description: 'Newest first, 1 to 1000 of them (100 unless `limit` says otherwise).',
        tags: ['fleet'],
        querystring: z.strictObject({ limit: limitParameter({ most: mostCheckIns, usual: 100 }) }),
        response: { 200: CheckInList },
      },
    },
    async (request) => deps.fleet.recent(request.query.limit),
  )
}
