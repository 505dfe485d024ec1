import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import type { Accounts } from '../accounts/accounts.ts'
import { TooManyAttempts } from '../accounts/throttle.ts'
import { createAuthHook } from './auth.ts'
import { requireCaller } from './caller.ts'
import { registerClaimRoute } from './claim.ts'
import { registerMeRoute } from './me.ts'
import { registerOpenApiRoute } from './openapi.ts'
import { bareHeaders } from './pageHeaders.ts'
import { sendNotFound, sendProblem } from './problem.ts'
import { exactSerializerCompiler } from './scopeSerializer.ts'
import { registerSignInRoute, registerSignOutRoute } from './session.ts'
import { registerTokenRoutes } from './tokens.ts'

/** Requests a minute from one address: far above what a dashboard with live updates needs. */
const requestsPerMinute = 1200

export interface ManagementApiDeps {
  accounts: Accounts
  log: FastifyBaseLogger
  /** Told of each connection that a request came in on. */
  visited: (socket: Socket) => void
}

/**
 * The management API at `/api/v1` and its description at `/api/openapi.json`, shut off from the device routes: what
 * protects people here costs boards nothing.
 * `routes` registers everything that needs an account, which is all but `POST /claim`, `POST /session` and `GET /me`.
 * The scope validates and serializes by zod schemas; a `Refusal` that a handler throws becomes its problem.
 */
export function registerManagementApi(
  app: FastifyInstance,
  { accounts, log, visited }: ManagementApiDeps,
  routes: (scope: FastifyInstance) => void | Promise<void>,
): void {
  app.register(
    async (scope) => {
      scope.setValidatorCompiler(validatorCompiler)
      scope.setSerializerCompiler(exactSerializerCompiler)
      // The server has no logger, because polls would pay for it.
      scope.setChildLoggerFactory((_none, bindings, options) => log.child(bindings, options))
      scope.setErrorHandler(sendProblem)
      scope.setNotFoundHandler(sendNotFound)
      await scope.register(cookie)
      await scope.register(rateLimit, {
        global: false,
        max: requestsPerMinute,
        timeWindow: 60_000,
        errorResponseBuilder: (_request, { ttl }) => new TooManyAttempts(ttl),
      })

      scope.addHook('onResponse', logRequest)
      scope.addHook('onRequest', async (request) => visited(request.raw.socket))
      scope.addHook('onRequest', setBareHeaders)
      scope.addHook('onRequest', scope.rateLimit())
      scope.addHook('onRequest', createAuthHook(accounts))

      scope.register(
        async (v1) => {
          registerClaimRoute(v1, accounts)
          registerSignInRoute(v1, accounts)
          registerMeRoute(v1, accounts)
        },
        { prefix: '/v1' },
      )
      scope.register(async (signedIn) => {
        signedIn.addHook('onRequest', async (request) => requireCaller(request))
        registerOpenApiRoute(signedIn)
        signedIn.register(
          async (v1) => {
            registerSignOutRoute(v1, accounts)
            registerTokenRoutes(v1, accounts.tokens)
            await routes(v1)
          },
          { prefix: '/v1' },
        )
      })
    },
    { prefix: '/api' },
  )
}

async function setBareHeaders(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.headers({ ...bareHeaders, 'cache-control': 'no-store' })
}

/** The route's pattern instead of the URL, and nothing that was sent: secrets never reach the log. */
async function logRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const read = request.method === 'GET' || request.method === 'HEAD'
  request.log[read && reply.statusCode < 400 ? 'debug' : 'info'](
    {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      address: request.ip,
    },
    'request',
  )
}
