import type { FastifyInstance, FastifyReply } from 'fastify'
import { replyOf } from '../reply/replyOf.ts'
import { addressOf } from './address.ts'
import { answer, answerText } from './answer.ts'
import { readPoll } from './checkIn.ts'
import { decidePoll, recordUnlessHead } from './decidedPoll.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { isBrowser } from './dialect.ts'
import { answerManifest } from './manifestRoute.ts'
import { readManifestPath, readPathForm } from './pathForm.ts'
import { refuse } from './refuse.ts'
import { answerUpdate } from './updateAnswer.ts'
import { answerVersion } from './versionAnswer.ts'

/**
 * `GET`, `HEAD /ota`: a device says what it runs, and gets an image or hears that there is nothing for it. `/ota/…` with
 * the same parameters in its path: see {@link readPathForm}. Where `manifest.json` closes the path, an install manifest.
 */
export function registerCheckInRoute(scope: FastifyInstance, deps: DeviceRouteDeps): void {
  const method = ['GET', 'HEAD']
  scope.route({ method, url: '/', handler: (_request, reply) => answerPoll(deps, reply, []) })
  scope.route({
    method,
    url: '/*',
    handler: (request, reply) => {
      const url = request.raw.url ?? ''
      const manifest = readManifestPath(url)
      if (manifest !== null) return answerManifest(deps, reply, manifest)
      const path = readPathForm(url)
      if (path === null) return answerText(reply, 404, 'Not found')
      return 'problem' in path ? refuse(deps, reply, path.problem) : answerPoll(deps, reply, path)
    },
  })
}

function answerPoll(deps: DeviceRouteDeps, reply: FastifyReply, path: string[]): void | Promise<void> {
  const { method, headers, raw } = reply.request
  const heard = readPoll(raw.url ?? '', headers, addressOf(reply.request), path)
  if ('problem' in heard) return refuse(deps, reply, heard.problem)
  const { claim, asksVersion, checkIn, facts } = heard
  const poll = { caller: deps.fleet.identify(claim), checkIn, facts }
  const decideAndAnswer = () => {
    const decided = decidePoll(deps, poll, { looksOnly: method === 'HEAD' })
    const { verdict } = decided
    if (asksVersion) return answerVersion(deps, decided, reply)
    if (verdict.kind === 'update') return answerUpdate(deps, { ...decided, verdict }, reply)
    const { client } = checkIn
    const status = answer(reply, replyOf(verdict, { client, browser: isBrowser(headers) }))
    recordUnlessHead(deps, decided, status, reply)
  }
  // A board that restarts fast asks before anybody has looked whether it got the last byte.
  return deps.fleet.isReceiving(poll.caller) ? deps.downloads.look().then(decideAndAnswer) : decideAndAnswer()
}
