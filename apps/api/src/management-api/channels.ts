import { deleteChannel, setChannel } from '@cyberdeck-ota/core'
import { ChannelChange, Registry, Slug } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { RegistryDoor } from '../registry/registry.ts'
import { changeRegistry } from './changeRegistry.ts'
import { sendRegistry } from './registryRevision.ts'

const path = '/products/:product/channels/:channel'
const params = z.object({ product: Slug, channel: Slug })
const tags = ['registry']

/** Which release the devices on a channel are to run: `PUT` and `DELETE /products/:product/channels/:channel`. */
export function registerChannelRoutes(scope: FastifyInstance, deps: { registry: RegistryDoor }): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>()

  routes.put(
    path,
    {
      schema: {
        summary: 'Point a channel at a release',
        description:
          'Makes the channel when there is none of this name. With `recall`, devices that run something newer are brought back too.',
        tags,
        params,
        body: ChannelChange,
        response: { 200: Registry },
      },
    },
    async (request, reply) =>
      sendRegistry(
        reply,
        await changeRegistry(deps, setChannel({ ...request.params, ...request.body }), request),
      ),
  )

  routes.delete(
    path,
    {
      schema: {
        summary: 'Delete a channel',
        description:
          'Its devices are told that there is no firmware, and keep what they run. `stable` can only be emptied, while its release is the product’s only one.',
        tags,
        params,
        response: { 204: z.undefined().describe('Deleted') },
      },
    },
    async (request, reply) => {
      await changeRegistry(deps, deleteChannel(request.params), request)
      return reply.code(204).send(undefined)
    },
  )
}
