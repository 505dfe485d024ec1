import type { Reason, Registry } from '@cyberdeck-ota/schema'
import { chooseBuild } from './chooseBuild.ts'
import { buildsRunning, type KnownBuild } from './digestIndex.ts'
import { obstacleTo } from './obstacle.ts'
import { standingTowards } from './standing.ts'
import { targetOf, whyNoTarget } from './target.ts'
import type { CheckIn, DeviceMemory, Verdict } from './verdict.ts'
import { sameVersion } from './version.ts'

/**
 * Answers a check-in, and says why. Never throws, whatever text the device sent. What the device runs is settled
 * before anything else: by digest where it sent one that is known, else by the version it says.
 */
export function decide(registry: Registry, device: DeviceMemory, checkIn: CheckIn): Verdict {
  const target = targetOf(registry, checkIn.product, checkIn.channel)
  const known = buildsRunning(registry, checkIn)
  const candidates = known.length === 0 ? known : known.filter(({ product }) => product === checkIn.product)
  const running = mostLikely(candidates, target?.release.version, checkIn.version)
  const runs = running && { version: running.version, build: running.build }
  const answer = (kind: 'up-to-date' | 'hold' | 'no-firmware', reason: Reason): Verdict => ({
    kind,
    reason,
    runs,
  })

  if (target === null) return answer('no-firmware', whyNoTarget(registry, checkIn.product, checkIn.channel))
  if (checkIn.mode !== null && checkIn.mode !== 'sketch') {
    return answer('hold', { code: 'wrong-mode', mode: checkIn.mode })
  }
  const { version } = target.release
  const { due, reason } = standingTowards(target, running?.version ?? null, checkIn.version)
  if (!due) return answer('up-to-date', reason)
  const boards = candidates.map(({ board }) => board)
  const choice = chooseBuild(target, checkIn.board, boards)
  if ('code' in choice) return answer('hold', choice)
  const obstacle = obstacleTo({ version, choice, checkIn, known, device })
  if (obstacle !== null) return answer('hold', obstacle)
  return {
    kind: 'update',
    version,
    board: choice.board,
    build: choice.build,
    reason,
    runs,
  }
}

/**
 * Bytes published under several versions are the target when one of these is; else what the device says, if it is
 * one of them; else the oldest, so that a newer target is never withheld.
 */
function mostLikely(
  candidates: readonly KnownBuild[],
  target: string | undefined,
  said: string | null,
): KnownBuild | null {
  const [oldest] = candidates
  if (oldest === undefined || candidates.length === 1) return oldest ?? null
  return (
    candidates.find(({ version }) => version === target) ??
    candidates.find(({ version }) => said !== null && sameVersion(version, said)) ??
    oldest
  )
}
