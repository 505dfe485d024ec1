import { Me, SignInRequest } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Accounts } from '../accounts/accounts.ts'
import { callerOf } from './caller.ts'
import { clearSessionCookie, setSessionCookie } from './sessionCookie.ts'

/** `POST /session`: signs in. Needs no account. */
export function registerSignInRoute(scope: FastifyInstance, accounts: Accounts): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/session',
    {
      schema: {
        summary: 'Sign in',
        security: [],
        description:
          'Sets the session cookie. A session lasts 30 days after it was last used. Too many wrong passwords get 429 with Retry-After.',
        tags: ['accounts'],
        body: SignInRequest,
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      const { user, password } = request.body
      setSessionCookie(request, reply, await accounts.signIn(user, password, request.ip))
      return { user, claimed: true }
    },
  )
}

/** `DELETE /session`: signs out. An API token has no session, so with one nothing happens. */
export function registerSignOutRoute(scope: FastifyInstance, accounts: Accounts): void {
  scope.withTypeProvider<ZodTypeProvider>().delete(
    '/session',
    {
      schema: {
        summary: 'Sign out',
        tags: ['accounts'],
        response: { 204: z.undefined().describe('Signed out') },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      if (caller?.kind === 'person') await accounts.sessions.end(caller.session)
      clearSessionCookie(request, reply)
      return reply.code(204).send()
    },
  )
}
