import type { Verdict } from '@cyberdeck-ota/core'
import type { FastifyReply } from 'fastify'
import type { DownloadReport } from '../fleet/fleet.ts'
import type { Poll } from './checkIn.ts'
import type { DeviceRouteDeps } from './deps.ts'

type Recording = Pick<DeviceRouteDeps, 'fleet' | 'now' | 'hint'>

/** Records a poll and its answer, unless it was a HEAD, which only looks and counts as nothing. */
export function record(
  deps: Recording,
  poll: Poll,
  verdict: Verdict,
  status: number,
  reply: FastifyReply,
): void {
  if (reply.request.method !== 'HEAD') recordUpdate(deps, poll, verdict, status)
}

/** Records a poll that is sent an image; the download reports to what it returns. */
export function recordUpdate(deps: Recording, poll: Poll, verdict: Verdict, status: number): DownloadReport {
  const report = deps.fleet.saw(poll.caller, poll.checkIn, verdict, status, deps.now())
  deps.hint('check-ins')
  return report
}
