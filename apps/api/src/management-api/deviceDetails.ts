import { isOpen } from '@cyberdeck-ota/core'
import type { Attempt, Device, Quarantine } from '@cyberdeck-ota/schema'
import type { FleetStore, StoredAttempt, StoredDevice, StoredQuarantine } from '../fleet/store.ts'
import { isoTime } from '../isoTime.ts'
import { type Listening, summaryOf } from './deviceSummary.ts'

const mostAttempts = 50

/** A device with everything that is known of it. */
export async function detailsOf(
  store: Pick<FleetStore, 'attempts' | 'quarantines'>,
  device: StoredDevice,
  listening: Listening,
): Promise<Device> {
  const [attempts, quarantines] = await Promise.all([
    store.attempts(device.row, mostAttempts),
    store.quarantines(device.row),
  ])
  return {
    ...summaryOf(device, attempts.find(isOpen) ?? null, listening),
    assigned: device.assigned,
    reported: device.reported,
    aliases: device.aliases,
    quarantines: quarantines.map(quarantineOf),
    attempts: attempts.map(attemptOf),
  }
}

function quarantineOf({ row: _, until, ...quarantine }: StoredQuarantine): Quarantine {
  return { ...quarantine, until: until === null ? null : isoTime(until) }
}

function attemptOf(attempt: StoredAttempt): Attempt {
  const { id, product, version, board, sha256, size, from, state, evidence, acknowledged, approximate } =
    attempt
  return {
    id,
    product,
    version,
    board,
    sha256,
    size,
    from: { version: from.version, sha256: from.sha256 },
    state,
    evidence,
    acknowledged,
    approximate,
    openedAt: isoTime(attempt.openedAt),
    changedAt: isoTime(attempt.changedAt),
  }
}
