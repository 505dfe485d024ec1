import type { Reason, Registry } from '@cyberdeck-ota/schema'
import { chooseBuild } from './chooseBuild.ts'
import { buildsRunning, type KnownBuild } from './digestIndex.ts'
import { dueTowards } from './due.ts'
import { chipOf, obstacleTo } from './obstacle.ts'
import { ranBy, versionRun } from './ran.ts'
import { nextStep } from './steppingStone.ts'
import { aimOf, whyNoAim } from './target.ts'
import type { CheckIn, DeviceMemory, Verdict } from './verdict.ts'
import { sameVersion } from './version.ts'

/**
 * Answers a check-in, and says why. Never throws, whatever text the device sent. What the device runs is settled
 * before anything else: by digest where it sent one that is known, else by the version it says. `now` in ms since 1970.
 */
export function decide(registry: Registry, device: DeviceMemory, checkIn: CheckIn, now: number): Verdict {
  const target = aimOf(registry, device, checkIn)
  const known = buildsRunning(registry, checkIn)
  const candidates = known.length === 0 ? known : known.filter(({ product }) => product === checkIn.product)
  const running = mostLikely(candidates, target?.release.version, checkIn.version)
  const runs = running && { version: running.version, board: running.board, build: running.build }
  const answer = (kind: 'up-to-date' | 'hold' | 'no-firmware', reason: Reason): Verdict => ({
    kind,
    reason,
    runs,
  })

  if (target === null) {
    const reason = whyNoAim(registry, device, checkIn)
    return answer(reason.code === 'pin-missing' ? 'hold' : 'no-firmware', reason)
  }
  if (checkIn.mode !== null && checkIn.mode !== 'sketch') {
    return answer('hold', { code: 'wrong-mode', mode: checkIn.mode })
  }
  const ran = ranBy(target.product, checkIn.version, known, running)
  const { due, reason } = dueTowards(target, ran)
  if (!due) return answer('up-to-date', reason)
  const beyond = target.release.version
  if (device.hold) return answer('hold', { code: 'held', target: beyond })

  const step = nextStep(target, ran)
  const version = 'missing' in step ? step.missing : step.version
  const onTheWay: Reason = { code: 'stepping-stone', running: versionRun(ran), target: version, beyond }
  if ('missing' in step) return answer('hold', onTheWay)
  const chip = chipOf(known, device)
  const boards = candidates.map(({ board }) => board)
  const choice = chooseBuild(step, target.product.boards, {
    named: checkIn.board,
    proven: boards,
    learned: device.board,
    chip,
  })
  if ('code' in choice) return answer('hold', choice)
  const obstacle = obstacleTo({ version, choice, checkIn, known, chip, device, now })
  if (obstacle !== null) return answer('hold', obstacle)
  return {
    kind: 'update',
    version,
    board: choice.board,
    build: choice.build,
    reason: step === target.release ? reason : onTheWay,
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
