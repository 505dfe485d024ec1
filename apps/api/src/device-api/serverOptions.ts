import {
  type FastifyError,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { answerText } from './answer.ts'
import { type ClientErrorDeps, createClientErrorHandler } from './malformed.ts'
import { refuse } from './refuse.ts'

/** Pending connections to listen with: when power comes back, 4,000 boards call in the same second. */
export const listenBacklog = 4_096

/**
 * Options of the server that boards call. No time limit ever runs while an image is being sent: those below
 * end with the request.
 */
export function deviceServerOptions(deps: ClientErrorDeps) {
  return {
    clientErrorHandler: createClientErrorHandler(deps),
    // A path that the router cannot read belongs to no scope, and would be answered as JSON on a kept-alive connection.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const tooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH'
      const problem = tooLong
        ? 'a part of the path is too long'
        : 'the path cannot be read; a % itself is written %25'
      if (/^\/+ota\b/.test(request.url)) refuse(deps, reply, problem)
      else answerText(reply, 400, `Bad request: ${problem}.`)
    },
    // With a logger of its own, Fastify spends a tenth of what a poll costs on it, even when it logs nothing.
    // Scopes that log their requests give themselves one by `setChildLoggerFactory`.
    logger: false,
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
    // A poll that arrives while the server stops is still answered; a 503 would look like a fault to the
    // device.
    return503OnClosing: false,
    forceCloseConnections: false,
    keepAliveTimeout: 5_000,
    // The whole request, so an upload through a slow link has to fit in too.
    requestTimeout: 3_600_000,
    routerOptions: {
      // Sketches that join an address ending with a slash and "/ota" ask for //ota, and follow no redirect.
      ignoreDuplicateSlashes: true,
      // A device's id of 64 characters, percent-encoded.
      maxParamLength: 600,
    },
    http: {
      headersTimeout: 20_000,
      maxHeaderSize: 16_384,
      // HTTP/1.1 without Host is a fault by the book, and a sketch that writes its request by hand.
      requireHostHeader: false,
      noDelay: true,
    },
  } satisfies FastifyServerOptions & { http: object }
}
