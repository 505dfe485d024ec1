import type { Device } from '@cyberdeck-ota/schema'

/** When a device was heard, as the server counts. */
export type Heard = Pick<Device, 'lastSeenAt' | 'polls'>

/**
 * Whether a board has made a check-in since `before` was read, while it stood still on its cable. Only what the server says
 * is compared, so the clocks of browser and board do not matter; and its polls count too, because a server without a
 * battery may itself wake up in the past. Null: the server does not know the board.
 */
export function hasJoined(before: Heard | null, now: Heard | null): boolean {
  if (now === null) return false
  if (before === null) return true
  return now.polls > before.polls || Date.parse(now.lastSeenAt) > Date.parse(before.lastSeenAt)
}
