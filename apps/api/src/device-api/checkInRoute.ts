import { decide } from '@cyberdeck-ota/core'
import type { FastifyInstance } from 'fastify'
import { addressOf } from './address.ts'
import { answerNoFirmware, answerNothingNew } from './answer.ts'
import { readPoll } from './checkIn.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { record } from './record.ts'
import { refuse } from './refuse.ts'
import { answerUpdate } from './updateAnswer.ts'
import { answerVersion, asksForVersion } from './versionAnswer.ts'

/**
 * `GET`, `HEAD /ota`: a device says what it runs, and gets an image or hears that there is nothing for it.
 */
export function registerCheckInRoute(scope: FastifyInstance, deps: DeviceRouteDeps): void {
  scope.route({
    method: ['GET', 'HEAD'],
    url: '/',
    handler: (request, reply) => {
      const poll = readPoll(request.raw.url ?? '', request.headers, addressOf(request))
      if ('problem' in poll) return refuse(deps, reply, poll.problem)
      const { caller, checkIn } = poll
      if (asksForVersion(checkIn)) return answerVersion(deps, poll, reply)
      const verdict = decide(deps.registry.current, deps.fleet.memoryOf(caller.device), checkIn)
      if (verdict.kind === 'update') return answerUpdate(deps, poll, verdict, reply)
      const none = verdict.kind === 'no-firmware'
      const status = none ? answerNoFirmware(reply) : answerNothingNew(reply, checkIn.client)
      record(deps, poll, verdict, status, reply)
    },
  })
}
