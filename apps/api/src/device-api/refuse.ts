import type { FastifyReply } from 'fastify'
import type { Fleet } from '../fleet/fleet.ts'
import { addressOf } from './address.ts'
import { answerText } from './answer.ts'
import type { DeviceRouteDeps } from './deps.ts'

/** Answers a request that cannot be understood, and tells the list of check-ins what is wrong with it. */
export function refuse(
  deps: Pick<DeviceRouteDeps, 'now' | 'hint'> & { fleet: Pick<Fleet, 'sawMalformed'> },
  reply: FastifyReply,
  problem: string,
): void {
  const address = addressOf(reply.request)
  deps.fleet.sawMalformed(address, problem, 400, deps.now())
  deps.hint('check-ins')
  answerText(reply, 400, `Bad request: ${problem}.`)
}
