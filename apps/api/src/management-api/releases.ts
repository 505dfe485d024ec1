import { type Change, deleteRelease, editNotes, restoreRelease } from '@cyberdeck-ota/core'
import { Registry, ReleaseEdit, Slug, VersionText } from '@cyberdeck-ota/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { RegistryDoor } from '../registry/registry.ts'
import { byOf } from './caller.ts'
import { revisionAsked, sendRegistry } from './registryRevision.ts'

const params = z.object({ product: Slug, version: VersionText })
const tags = ['registry']

/** Notes, deletion and undo of a release: `PATCH`, `DELETE` and `POST …/restore` below `/products/:product/releases`. */
export function registerReleaseRoutes(
  scope: FastifyInstance,
  deps: { registry: RegistryDoor; now: () => number },
): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>()
  const apply = (change: Change, request: FastifyRequest) =>
    deps.registry.change(change, byOf(request), revisionAsked(request))

  routes.patch(
    '/products/:product/releases/:version',
    {
      schema: {
        summary: 'Edit a release’s notes',
        tags,
        params,
        body: ReleaseEdit,
        response: { 200: Registry },
      },
    },
    async (request, reply) =>
      sendRegistry(reply, await apply(editNotes({ ...request.params, ...request.body }), request)),
  )

  routes.delete(
    '/products/:product/releases/:version',
    {
      schema: {
        summary: 'Delete a release',
        description:
          'Refused while a channel points at it. Its bytes are kept for a day, so that it can be restored.',
        tags,
        params,
        response: { 204: z.undefined().describe('Deleted') },
      },
    },
    async (request, reply) => {
      const at = new Date(deps.now()).toISOString()
      await apply(deleteRelease({ ...request.params, at }), request)
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    '/products/:product/releases/:version/restore',
    { schema: { summary: 'Bring a deleted release back', tags, params, response: { 200: Registry } } },
    async (request, reply) => sendRegistry(reply, await apply(restoreRelease(request.params), request)),
  )
}
