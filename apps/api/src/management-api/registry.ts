import { Registry } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { namesTag } from '../namesTag.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { registryTag, sendRegistry } from './registryRevision.ts'

/** `GET /registry`: everything a verdict reads that is not about one device; 304 when the caller has this revision. */
export function registerRegistryRoutes(scope: FastifyInstance, deps: { registry: RegistryDoor }): void {
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/registry',
    {
      schema: {
        summary: 'The registry',
        description:
          'Products, boards, releases, builds and channels. ETag is the revision; If-None-Match gets 304.',
        tags: ['registry'],
        response: { 200: Registry, 304: z.undefined().describe('The caller has this revision') },
      },
    },
    async (request, reply) => {
      const { current } = deps.registry
      if (namesTag(request.headers['if-none-match'], registryTag(current))) {
        return reply.code(304).header('etag', registryTag(current)).send(undefined)
      }
      return sendRegistry(reply, current)
    },
  )
}
