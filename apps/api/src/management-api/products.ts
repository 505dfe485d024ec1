import { createProduct, deleteProduct } from '@cyberdeck-ota/core'
import { NewProduct, Registry, Slug } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { RegistryDoor } from '../registry/registry.ts'
import { changeRegistry } from './changeRegistry.ts'
import { sendRegistry } from './registryRevision.ts'

const tags = ['registry']

/** `POST /products` and `DELETE /products/:product`. An upload makes the product it names by itself. */
export function registerProductRoutes(scope: FastifyInstance, deps: { registry: RegistryDoor }): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/products',
    {
      schema: {
        summary: 'Make a product',
        description: 'With nothing in it yet: its devices are told that there is no firmware.',
        tags,
        body: NewProduct,
        response: { 201: Registry },
      },
    },
    async (request, reply) =>
      sendRegistry(reply.code(201), await changeRegistry(deps, createProduct(request.body), request)),
  )

  routes.delete(
    '/products/:product',
    {
      schema: {
        summary: 'Delete a product',
        description:
          'Refused while it has releases, or deleted ones that can still be brought back; `default` always stays.',
        tags,
        params: z.object({ product: Slug }),
        response: { 204: z.undefined().describe('Deleted') },
      },
    },
    async (request, reply) => {
      await changeRegistry(deps, deleteProduct(request.params), request)
      return reply.code(204).send(undefined)
    },
  )
}
