import { setChannel } from '@cyberdeck-ota/core'
import { ChannelChange, Registry, Slug } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { RegistryDoor } from '../registry/registry.ts'
import { byOf } from './caller.ts'
import { revisionAsked, sendRegistry } from './registryRevision.ts'

/** `PUT /products/:product/channels/:channel`: which release the devices on a channel are to run. */
export function registerChannelRoutes(scope: FastifyInstance, deps: { registry: RegistryDoor }): void {
  scope.withTypeProvider<ZodTypeProvider>().put(
    '/products/:product/channels/:channel',
    {
      schema: {
        summary: 'Point a channel at a release',
        description:
          'Makes the channel when there is none of this name. With `recall`, devices that run something newer are brought back too.',
        tags: ['registry'],
        params: z.object({ product: Slug, channel: Slug }),
        body: ChannelChange,
        response: { 200: Registry },
      },
    },
    async (request, reply) => {
      const change = setChannel({ ...request.params, ...request.body })
      return sendRegistry(reply, await deps.registry.change(change, byOf(request), revisionAsked(request)))
    },
  )
}
