import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Live } from '../live.ts'
import { type HintStream, type StreamPace, streamHints } from './eventsStream.ts'

const usualPace: StreamPace = { apart: 500, heartbeat: 15_000, lifetime: 15 * 60_000 }

/**
 * `GET /events`: Server-Sent Events that hint what to fetch again. A closing server ends them first, so that they hold
 * up no shutdown.
 */
export function registerEventRoutes(scope: FastifyInstance, deps: { live: Live }): void {
  const open = new Set<HintStream>()
  let closing = false
  scope.addHook('preClose', async () => {
    closing = true
    for (const { end } of open) end()
  })

  scope.get(
    '/events',
    {
      schema: {
        summary: 'Live hints',
        description:
          'Server-Sent Events `registry`, `devices`, `check-ins`, `server` and `flash-jobs`, at most two of each a second; `data` names the address to fetch again. The stream ends after 15 minutes, and EventSource reconnects by itself.',
        tags: ['server'],
        response: {
          200: {
            description: 'The stream',
            content: { 'text/event-stream': { schema: z.custom<Readable>().meta({ type: 'string' }) } },
          },
        },
      },
    },
    async (_request, reply) => {
      const hints = streamHints(deps.live, usualPace)
      open.add(hints)
      hints.stream.once('close', () => open.delete(hints))
      // A request may still come in on a connection that is being finished.
      if (closing) hints.end()
      return (
        reply
          .type('text/event-stream')
          // Nothing else is sent on it, and a stop need not wait for it to be reused.
          .header('connection', 'close')
          // nginx would collect the hints until its buffer is full.
          .header('x-accel-buffering', 'no')
          .send(hints.stream)
      )
    },
  )
}
