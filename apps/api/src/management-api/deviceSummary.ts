import type { DeviceSummary } from '@cyberdeck-ota/schema'
import type { StoredAttempt, StoredDevice } from '../fleet/store.ts'
import { isoTime } from '../isoTime.ts'

/** ms since 1970. `upSince`: since when this server hears devices. */
export interface Listening {
  now: number
  upSince: number
}

/** A device as the list shows it; `open` is the attempt that is under way. */
export function summaryOf(
  device: StoredDevice,
  open: StoredAttempt | null,
  { now, upSince }: Listening,
): DeviceSummary {
  const { assigned, reported, standing } = device
  return {
    id: device.id,
    identity: device.identity,
    name: assigned.name,
    tags: assigned.tags,
    product: reported.product,
    board: standing.board,
    chip: standing.chip,
    channel: assigned.channel ?? reported.channel ?? 'stable',
    pin: assigned.pin,
    hold: assigned.hold,
    version: reported.version,
    runs: standing.runs,
    target: standing.target,
    state: standing.state,
    reason: standing.reason,
    progress: open && {
      version: open.version,
      acknowledged: open.acknowledged,
      size: open.size,
      approximate: open.approximate,
      state: open.state,
    },
    address: reported.address,
    firstSeenAt: isoTime(device.firstSeenAt),
    lastSeenAt: isoTime(device.lastSeenAt),
    polls: device.polls,
    interval: device.interval === null ? null : device.interval / 1000,
    silent: now - Math.max(device.lastSeenAt, upSince) > device.patience,
  }
}
