import type { FastifyInstance } from 'fastify'

/** `GET /healthz` for load balancers and containers: 200 when `ailment` finds nothing, 503 with what it finds. */
export function registerHealth(app: FastifyInstance, ailment: () => Promise<string | null>): void {
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const detail = await ailment()
    reply.header('cache-control', 'no-store')
    return detail === null ? { status: 'ok' } : reply.code(503).send({ status: 'failing', detail })
  })
}
