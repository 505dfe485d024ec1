import { declareBoard, deleteBoard, Refusal } from '@cyberdeck-ota/core'
import { chips } from '@cyberdeck-ota/esp-image'
import { NewBoard, Registry, Slug } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { RegistryDoor } from '../registry/registry.ts'
import { changeRegistry } from './changeRegistry.ts'
import { sendRegistry } from './registryRevision.ts'
import { shown } from './uploadFields.ts'

const path = '/products/:product/boards/:board'
const params = z.object({ product: Slug, board: Slug })
const tags = ['registry']

/** Boards before their first build: `PUT` and `DELETE /products/:product/boards/:board`. */
export function registerBoardRoutes(scope: FastifyInstance, deps: { registry: RegistryDoor }): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>()

  routes.put(
    path,
    {
      schema: {
        summary: 'Declare a board',
        description:
          'Makes it known before its first build, and keeps it when its last one is deleted. Without `chip`, its first build tells.',
        tags,
        params,
        body: NewBoard,
        response: { 200: Registry },
      },
    },
    async (request, reply) => {
      const chip = request.body.chip === null ? null : knownChip(request.body.chip)
      return sendRegistry(
        reply,
        await changeRegistry(deps, declareBoard({ ...request.params, chip }), request),
      )
    },
  )

  routes.delete(
    path,
    {
      schema: {
        summary: 'Delete a board',
        description: 'Refused while builds are for it.',
        tags,
        params,
        response: { 204: z.undefined().describe('Deleted') },
      },
    },
    async (request, reply) => {
      await changeRegistry(deps, deleteBoard(request.params), request)
      return reply.code(204).send(undefined)
    },
  )
}

/** The chip as images of it are described. Throws `bad-field` for a name that no image could ever match. */
function knownChip(text: string): string {
  const names = [...chips.map(({ name }) => name), 'ESP8266']
  const known = names.find((name) => name.toLowerCase() === text.toLowerCase())
  if (known !== undefined) return known
  if (/^chip-\d{1,5}$/.test(text)) return text
  throw new Refusal(
    'bad-field',
    `${shown(text)} is no chip; those there are: ${names.join(', ')}, and chip-<id> for one that is newer than this server.`,
  )
}
