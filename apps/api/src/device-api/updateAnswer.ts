import type { Reason } from '@cyberdeck-ota/schema'
import type { FastifyReply } from 'fastify'
import type { AttemptHandle } from '../fleet/fleet.ts'
import { type ByteRange, lengthOf, readRange } from '../reply/range.ts'
import { replyOf } from '../reply/replyOf.ts'
import { answer, answerHead, answerUnsatisfiable } from './answer.ts'
import { isCertain, tellAttempt } from './attempts.ts'
import { type DecidedPoll, decideNow, record, recordUnlessHead, type Update } from './decidedPoll.ts'
import type { DeviceRouteDeps } from './deps.ts'
import { isBrowser } from './dialect.ts'
import { type Report, sendImage } from './sendImage.ts'

/**
 * Sends the image of an update, or holds the device where no place is free, the bytes cannot be read, or its attempt
 * cannot be recorded: it keeps what it runs and asks again. The address changes what it stands for, so a range may only
 * start at the first byte; bytes of two builds would make one broken image.
 */
export function answerUpdate(
  deps: DeviceRouteDeps,
  decided: DecidedPoll<Update>,
  reply: FastifyReply,
): void | Promise<void> {
  const { method, headers: asked } = reply.request
  const { poll, verdict, registry } = decided
  const { build, version: target } = verdict
  const asker = { client: poll.checkIn.client, browser: isBrowser(asked) }
  const hold = (reason: Reason) =>
    answerOther({ ...decided, verdict: { kind: 'hold', reason, runs: verdict.runs } })
  const answerOther = (other: DecidedPoll) =>
    recordUnlessHead(deps, other, answer(reply, replyOf(other.verdict, asker)), reply)

  const range = readRange(asked.range, build.size)
  if (range === 'unsatisfiable' || (range !== 'whole' && range.start > 0)) {
    recordUnlessHead(deps, decided, 416, reply)
    return answerUnsatisfiable(reply, build.size)
  }
  const { status, headers } = replyOf(verdict, { ...asker, range })
  const busy: Reason = { code: 'busy', target, limit: deps.downloads.limit }
  if (method === 'HEAD') return deps.downloads.full ? hold(busy) : answerHead(reply, status, headers)

  const place = deps.downloads.reserve()
  if (place === null) return hold(busy)
  return sendImage(deps, reply, {
    place,
    sha256: build.sha256,
    range,
    status,
    headers,
    begin: () => {
      const begun = (attempt: AttemptHandle | null) => reportOf(deps, decided, { status, range, attempt })
      if (!isCertain(poll.caller) || poll.checkIn.client === 'plain') return begun(null)
      const opened = deps.fleet.open(poll, verdict, registry, deps.now())
      return opened.then((attempt) => attempt && begun(attempt))
    },
    withheld: (code) => {
      // While the attempt was being recorded, an operator may have held the device.
      const again = code === 'cannot-record' ? decideNow(deps, poll) : decided
      if (again.verdict.kind === 'update') hold({ code, target })
      else answerOther(again)
    },
  })
}

interface Begun {
  status: number
  range: ByteRange | 'whole'
  /** Null for a client of which nobody knows who it is, or what it does with the bytes. */
  attempt: AttemptHandle | null
}

/** Records the poll, and keeps its record and its attempt up to date with the download. */
function reportOf(
  deps: DeviceRouteDeps,
  decided: DecidedPoll<Update>,
  { status, range, attempt }: Begun,
): Report {
  const { caller } = decided.poll
  const { build, version } = decided.verdict
  const isPart = lengthOf(range, build.size) < build.size
  const recorded = record(deps, decided, status)
  return (progress) => {
    recorded.download = progress
    // A part that was delivered is no image that was, and nothing follows on it at this address.
    const told =
      isPart && progress.state === 'complete' ? { ...progress, state: 'aborted' as const } : progress
    if (attempt) tellAttempt(attempt, told)
    if (progress.state === 'running') return
    const { address, device } = caller
    deps.log.info({ address, device, version, ...progress }, `download ${progress.state}`)
  }
}
