import { Me } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Accounts } from '../accounts/accounts.ts'
import { byOf, callerOf } from './caller.ts'

/** `GET /me`: who the server takes the caller for, and whether anybody owns it yet. Needs no account. */
export function registerMeRoute(scope: FastifyInstance, accounts: Accounts): void {
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/me',
    {
      schema: {
        summary: 'Who am I?',
        security: [],
        description: 'Answers everybody: `user` is null for who is not signed in.',
        tags: ['accounts'],
        response: { 200: Me },
      },
    },
    async (request) => ({
      user: callerOf(request) ? byOf(request) : null,
      claimed: await accounts.claimed(),
    }),
  )
}
