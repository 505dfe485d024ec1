import { type FastifyServerOptions, LogController } from 'fastify'
import { type ClientErrorDeps, createClientErrorHandler } from './malformed.ts'

/** Pending connections to listen with: when power comes back, 4,000 boards call in the same second. */
export const listenBacklog = 4_096

/**
 * Options of the server that boards call. No time limit ever runs while an image is being sent: those below
 * end with the request.
 */
export function deviceServerOptions(deps: ClientErrorDeps) {
  return {
    clientErrorHandler: createClientErrorHandler(deps),
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
      maxParamLength: 256,
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
