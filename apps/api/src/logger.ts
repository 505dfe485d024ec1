import type { FastifyReply, FastifyRequest } from 'fastify'
import { type DestinationStream, pino } from 'pino'
import pretty from 'pino-pretty'
import type { Settings } from './settings.ts'

/**
 * A logger for the server. Fastify logs requests and replies as whole objects, headers and cookies among them: of those
 * only what cannot be a secret is written.
 */
export function createLogger(level: Settings['LOG_LEVEL'], destination: DestinationStream = process.stdout) {
  const serializers = {
    req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url }),
    res: ({ statusCode }: FastifyReply) => ({ status: statusCode }),
    err: pino.stdSerializers.err,
  }
  return pino({ level, base: null, serializers }, destination)
}

/** Lines for people at a terminal, instead of lines of JSON. */
export function forTerminal(): DestinationStream {
  return pretty({ colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true })
}
