import { ClaimRequest, Me } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { type Accounts, ownerName } from '../accounts/accounts.ts'
import { setSessionCookie } from './sessionCookie.ts'

/** `POST /claim`: makes the owner account with the code that the start printed, and signs in. Needs no account. */
export function registerClaimRoute(scope: FastifyInstance, accounts: Accounts): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/claim',
    {
      schema: {
        summary: 'Claim the server',
        security: [],
        description:
          'Makes the owner account `admin` and signs in. The code is printed at start, is void after use, and expires after 30 minutes; a restart prints another.',
        tags: ['accounts'],
        body: ClaimRequest,
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      const secret = await accounts.claim(request.body.code, request.body.password, request.ip)
      setSessionCookie(request, reply, secret)
      return { user: ownerName, claimed: true }
    },
  )
}
