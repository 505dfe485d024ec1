import { decide, type Verdict } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import type { FastifyReply } from 'fastify'
import { isDemoDevice } from '../demo/demoSpace.ts'
import { ofOthers } from '../demo/ofOthers.ts'
import type { DownloadReport, Poll } from '../fleet/fleet.ts'
import type { DeviceRouteDeps } from './deps.ts'

/** A poll, and what was decided on it. */
export interface DecidedPoll<V extends Verdict = Verdict> {
  poll: Poll
  verdict: V
  /** What it was decided on. */
  registry: Registry
}

export type Update = Extract<Verdict, { kind: 'update' }>

type Deciding = Pick<DeviceRouteDeps, 'fleet' | 'registry' | 'now'>

/** Decides a poll by what is known now. */
export function decideNow(
  { fleet, registry: { current }, now }: Deciding,
  poll: Poll,
  at = now(),
): DecidedPoll {
  const { caller, checkIn } = poll
  const others = ofOthers(current)
  const known = others !== current && isDemoDevice(caller.device) ? current : others
  return {
    poll,
    verdict: decide(known, fleet.memoryOf(caller, checkIn.product), checkIn, at),
    registry: current,
  }
}

/**
 * Decides a poll that has just come. What it shows of the device's last attempt counts already: one that proves a third
 * failure is not answered with a fourth try. A HEAD only looks, and shows nothing.
 */
export function decidePoll(deps: Deciding, poll: Poll, { looksOnly }: { looksOnly: boolean }): DecidedPoll {
  const at = deps.now()
  const decided = decideNow(deps, poll, at)
  const changed = !looksOnly && deps.fleet.heard(poll, decided.verdict, at)
  return changed ? decideNow(deps, poll, at) : decided
}

type Recording = Pick<DeviceRouteDeps, 'fleet' | 'now' | 'hint'>

/** Records a poll and its answer; a download that follows reports to what it returns. */
export function record(
  { fleet, now, hint }: Recording,
  { poll, verdict, registry }: DecidedPoll,
  status: number,
): DownloadReport {
  const report = fleet.saw(poll, verdict, registry, status, now())
  hint('check-ins')
  return report
}

/** The same, unless the poll was a HEAD, which counts as nothing. */
export function recordUnlessHead(
  deps: Recording,
  decided: DecidedPoll,
  status: number,
  reply: FastifyReply,
): void {
  if (reply.request.method !== 'HEAD') record(deps, decided, status)
}
