import { type CheckIn, decide, otaInfo, targetOf } from '@cyberdeck-ota/core'
import type { FastifyReply } from 'fastify'
import { answerNoFirmware, answerWhole } from './answer.ts'
import type { Poll } from './checkIn.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { record } from './record.ts'

/** Whether an ESP8266 asks which version there is instead of for an image (`ESP8266httpUpdate.cpp`). */
export function asksForVersion({ client, mode }: CheckIn): boolean {
  return client === 'esp8266-updater' && mode === 'version'
}

/** Tells the version in a header. The list of check-ins shows what an ordinary poll would have been told. */
export function answerVersion(deps: DeviceRouteDeps, poll: Poll, reply: FastifyReply): void {
  const registry = deps.registry.current
  const { product, board, channel } = poll.checkIn
  const verdict = decide(registry, deps.fleet.memoryOf(poll.caller.device), { ...poll.checkIn, mode: null })
  const version = targetOf(registry, product, channel)?.release.version
  if (version === undefined) answerNoFirmware(reply)
  else {
    const md5 = otaInfo({ registry, product, board, channel, urlOf: (sha256) => sha256 })?.md5
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
    answerWhole(reply, 200, { ...headers, 'x-version': version, ...(md5 && { 'x-MD5': md5 }) }, version)
  }
  record(deps, poll, verdict, version === undefined ? 503 : 200, reply)
}
