import { Refusal } from '@cyberdeck-ota/core'
import { FlashJob, FlashJobList, NewFlashJob, SerialPortList } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { FlashJobs } from '../serial/flashJobs.ts'
import { byOf } from './caller.ts'

const tags = ['cable']
const params = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/) })

/** `/serial-ports` and `/flash-jobs`: boards that are plugged into the server. */
export function registerFlashJobRoutes(
  scope: FastifyInstance,
  { flashJobs }: { flashJobs: FlashJobs },
): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/serial-ports',
    { schema: { summary: 'The serial ports of the server', tags, response: { 200: SerialPortList } } },
    async () => flashJobs.ports(),
  )

  routes.get(
    '/flash-jobs',
    { schema: { summary: 'What was flashed by the server', tags, response: { 200: FlashJobList } } },
    async () => ({ items: flashJobs.list() }),
  )

  routes.post(
    '/flash-jobs',
    {
      schema: {
        summary: 'Flash a board that is plugged into the server',
        description: 'Answers at once; the event `flash-jobs` says when to read the job again.',
        tags,
        body: NewFlashJob,
        response: { 201: FlashJob },
      },
    },
    async (request, reply) => reply.code(201).send(await flashJobs.start(request.body, byOf(request))),
  )

  routes.get(
    '/flash-jobs/:id',
    { schema: { summary: 'How far a flash job is', tags, params, response: { 200: FlashJob } } },
    async (request) => found(flashJobs, request.params.id),
  )

  routes.post(
    '/flash-jobs/:id/cancel',
    {
      schema: {
        summary: 'Cancel a flash job',
        description:
          'Answers with the job once its port is free. A board that is half written may start nothing; one that is written is started, and the job done.',
        tags,
        params,
        response: { 200: FlashJob },
      },
    },
    async (request) => {
      const { id } = found(flashJobs, request.params.id)
      await flashJobs.cancel(id)
      return found(flashJobs, id)
    },
  )
}

function found(flashJobs: FlashJobs, id: string): FlashJob {
  const job = flashJobs.find(id)
  if (job) return job
  throw new Refusal(
    'unknown-flash-job',
    'There is no such flash job; those from before the last start are forgotten.',
  )
}
