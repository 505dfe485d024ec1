import { type CheckIn, type DeviceMemory, decide, reasonSentence, standingOf } from '@cyberdeck-ota/core'
import type { Registry, VerdictNow } from '@cyberdeck-ota/schema'
import type { Caller } from '../fleet/fleet.ts'
import type { StoredDevice } from '../fleet/store.ts'
import { replyOf } from '../reply/replyOf.ts'

/** What a poll would be answered at `now` (ms since 1970). Nothing is recorded. */
export function verdictNow(
  registry: Registry,
  device: DeviceMemory,
  checkIn: CheckIn,
  now: number,
): VerdictNow {
  const verdict = decide(registry, device, checkIn, now)
  const { target, board, runs } = standingOf({ registry, device, checkIn, verdict, latest: null })
  return {
    verdict: verdict.kind,
    reason: verdict.reason,
    sentence: reasonSentence(verdict.reason),
    target,
    board,
    runs,
    reply: replyOf(verdict, { client: checkIn.client }),
  }
}

/** Who a device was when it last polled. */
export function callerAs({ id, identity, reported }: StoredDevice): Caller {
  return { address: reported.address, device: id, identity }
}
