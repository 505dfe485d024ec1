import { Demo, DemoRequest } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { DemoFleet } from '../demo/demoFleet.ts'

const tags = ['demo']

/** `GET`, `PUT`, `DELETE /demo`: the demo fleet. */
export function registerDemoRoutes(scope: FastifyInstance, { demo }: { demo: DemoFleet }): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/demo',
    { schema: { summary: 'Whether a demo fleet runs', tags, response: { 200: Demo } } },
    async () => demo.current(),
  )

  routes.put(
    '/demo',
    {
      schema: {
        summary: 'Start the demo fleet',
        description:
          'Virtual ESP32s that poll this server for a product of their own, some of which fail as real ones do.',
        tags,
        body: DemoRequest,
        response: { 200: Demo },
      },
    },
    async (request) => demo.start(request.body),
  )

  routes.delete(
    '/demo',
    {
      schema: {
        summary: 'Remove the demo fleet',
        description: 'With its devices and their history, its product, releases and builds.',
        tags,
        response: { 204: z.undefined().describe('Removed, or there was none') },
      },
    },
    async (_request, reply) => {
      await demo.remove()
      return reply.code(204).send(undefined)
    },
  )
}
