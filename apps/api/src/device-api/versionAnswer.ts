import type { FastifyReply } from 'fastify'
import { replyOf } from '../reply/replyOf.ts'
import { answer, answerWhole } from './answer.ts'
import { type DecidedPoll, recordUnlessHead } from './decidedPoll.ts'
import type { DeviceRouteDeps } from './deps.ts'

/**
 * Tells an ESP8266 that asks for it (`ESP8266httpUpdate.cpp`) the version it is meant to run, in a header. The list of
 * check-ins shows what an ordinary poll would have been told.
 */
export function answerVersion(deps: DeviceRouteDeps, decided: DecidedPoll, reply: FastifyReply): void {
  recordUnlessHead(deps, decided, answerTo(decided, reply), reply)
}

function answerTo({ verdict, poll }: DecidedPoll, reply: FastifyReply): number {
  const version = 'target' in verdict.reason ? verdict.reason.target : null
  if (version === null) return answer(reply, replyOf(verdict, { client: poll.checkIn.client }))
  const md5 = verdict.kind === 'update' ? { 'x-MD5': verdict.build.md5 } : {}
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  answerWhole(reply, 200, { ...headers, 'x-version': version, ...md5 }, version)
  return 200
}
