import { ApiTokenList, CreatedApiToken, NewApiToken } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ApiTokens } from '../accounts/apiTokens.ts'
import { byOf } from './caller.ts'

const tags = ['accounts']

/** `GET`, `POST /tokens` and `DELETE /tokens/:id`: API tokens for CI and scripts. */
export function registerTokenRoutes(scope: FastifyInstance, tokens: ApiTokens): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/tokens',
    {
      schema: { summary: 'API tokens', description: 'Oldest first.', tags, response: { 200: ApiTokenList } },
    },
    async () => ({ items: await tokens.list() }),
  )

  routes.post(
    '/tokens',
    {
      schema: {
        summary: 'Make an API token',
        description: 'The answer is the only time that the token is told: the server keeps a hash.',
        tags,
        body: NewApiToken,
        response: { 201: CreatedApiToken },
      },
    },
    async (request, reply) => reply.code(201).send(await tokens.create(request.body, byOf(request))),
  )

  routes.delete(
    '/tokens/:id',
    {
      schema: {
        summary: 'Revoke an API token',
        tags,
        params: z.object({ id: z.string() }),
        response: { 204: z.undefined().describe('Revoked') },
      },
    },
    async (request, reply) => {
      await tokens.revoke(request.params.id)
      return reply.code(204).send()
    },
  )
}
