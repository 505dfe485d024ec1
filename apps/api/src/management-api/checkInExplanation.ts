import { Refusal, reasonSentence } from '@cyberdeck-ota/core'
import { CheckInExplanation, type Reported } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Fleet, Poll } from '../fleet/fleet.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { verdictNow } from './verdictNow.ts'

const params = z.object({
  id: z.coerce
    .number('a check-in’s id is a number')
    .int('a check-in’s id is a whole number')
    .min(1, 'a check-in’s id is at least 1'),
})

/** `GET /check-ins/:id`: what an answer rested on, and what the same poll would be answered now. */
export function registerCheckInExplanationRoute(
  scope: FastifyInstance,
  deps: {
    fleet: Pick<Fleet, 'remembered' | 'memoryOf'>
    registry: Pick<RegistryDoor, 'current'>
    now: () => number
  },
): void {
  const { fleet, registry, now } = deps
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/check-ins/:id',
    {
      schema: {
        summary: 'Why a check-in was answered as it was',
        description:
          'What it said and what was known of its device then, the revision of the registry it was decided on, and what it would be answered now.',
        tags: ['fleet'],
        params,
        response: { 200: CheckInExplanation },
      },
    },
    async (request) => {
      const { id } = request.params
      const remembered = fleet.remembered(id)
      if (!remembered)
        throw new Refusal(
          'unknown-check-in',
          `Check-in ${id} is not remembered: only the latest are, since the server started.`,
        )
      const { record, poll, known, revision } = remembered
      const { board, chip, channel, pin, hold } = known
      return {
        record,
        sentence: reasonSentence(record.reason),
        said: poll ? saidIn(poll) : { address: record.address },
        known: poll?.caller.device ? { board, chip, channel, pin, hold } : null,
        revision,
        now:
          poll &&
          verdictNow(
            registry.current,
            fleet.memoryOf(poll.caller, poll.checkIn.product),
            poll.checkIn,
            now(),
          ),
      }
    },
  )
}

function saidIn({ caller, checkIn, facts }: Poll): Partial<Reported> {
  const { sketchSize, flashSize, sdk } = facts
  return { ...checkIn, sketchSize, flashSize, sdk, address: caller.address }
}
