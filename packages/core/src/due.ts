import type { Reason } from '@cyberdeck-ota/schema'
import { type Ran, versionRun } from './ran.ts'
import { orderTo } from './releaseOrder.ts'
import type { Target } from './target.ts'

/** Whether an update is due, and why. */
export interface Due {
  due: boolean
  reason: Reason
}

/**
 * Compares what a device runs with its target. The release whose digest it sent is truer than the version it said: a
 * label that was never raised, or raised too early, decides nothing then.
 */
export function dueTowards({ release, recall, pinned }: Target, ran: Ran): Due {
  const { version } = release
  const { proven, said } = ran
  if (proven === version)
    return { due: false, reason: { code: 'digest-match', running: said, target: version } }
  if (said !== null && ran.acceptedAs === version)
    return { due: false, reason: { code: 'alias', running: said, target: version } }
  const running = versionRun(ran)
  const order = running === null ? null : orderTo(release, running)
  if (running !== null && order === 0)
    return { due: false, reason: { code: 'same-version', running, target: version } }
  if (pinned) return { due: true, reason: { code: 'pinned', running, target: version } }
  if (running === null) return { due: true, reason: { code: 'version-unknown', target: version } }
  if (order === null) return { due: true, reason: { code: 'version-differs', running, target: version } }
  if (order < 0) return { due: true, reason: { code: 'older', running, target: version } }
  return { due: recall, reason: { code: recall ? 'recalled' : 'running-newer', running, target: version } }
}
