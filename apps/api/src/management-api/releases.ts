import { deleteRelease, editRelease, Refusal, restoreRelease } from '@cyberdeck-ota/core'
import { Registry, ReleaseEdit, Slug, VersionText } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isoTime } from '../isoTime.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { changeRegistry } from './changeRegistry.ts'
import { sendRegistry } from './registryRevision.ts'

const params = z.object({ product: Slug, version: VersionText })
const tags = ['registry']

/** Edits, deletion and undo of a release: `PATCH`, `DELETE` and `POST …/restore` below `/products/:product/releases`. */
export function registerReleaseRoutes(
  scope: FastifyInstance,
  deps: { registry: RegistryDoor; now: () => number },
): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>()

  routes.patch(
    '/products/:product/releases/:version',
    {
      schema: {
        summary: 'Edit a release',
        description:
          'Its notes, stepping stone, aliases or version: what is named is changed, all of it or nothing.',
        tags,
        params,
        body: ReleaseEdit,
        response: { 200: Registry },
      },
    },
    async (request, reply) => {
      const edit = request.body
      if (Object.keys(edit).length === 0) {
        throw new Refusal(
          'bad-field',
          `Name what to change of the release: ${Object.keys(ReleaseEdit.shape).join(', ')}.`,
        )
      }
      const change = editRelease({ ...request.params, edit })
      return sendRegistry(reply, await changeRegistry(deps, change, request))
    },
  )

  routes.delete(
    '/products/:product/releases/:version',
    {
      schema: {
        summary: 'Delete a release',
        description:
          'Refused while a channel points at it, or a release is reached by way of it. Its bytes are kept for a day, so that it can be restored.',
        tags,
        params,
        response: { 204: z.undefined().describe('Deleted') },
      },
    },
    async (request, reply) => {
      const at = isoTime(deps.now())
      await changeRegistry(deps, deleteRelease({ ...request.params, at }), request)
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    '/products/:product/releases/:version/restore',
    { schema: { summary: 'Bring a deleted release back', tags, params, response: { 200: Registry } } },
    async (request, reply) =>
      sendRegistry(reply, await changeRegistry(deps, restoreRelease(request.params), request)),
  )
}
