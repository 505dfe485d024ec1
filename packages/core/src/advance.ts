import type { Evidence } from '@cyberdeck-ota/schema'
import type { Attempt, AttemptEvent } from './attempt.ts'
import type { Seen } from './seen.ts'
import { isFaint, type Shown, shownBy } from './shownBy.ts'

/**
 * How much of an image `esp_https_ota` and the like read at most before they decline it, bytes: they want the first 1,024
 * for the header, and what lies in the socket's buffers has been acknowledged too.
 */
const longestLook = 64 * 1024

type CheckInEvent = Extract<AttemptEvent, { kind: 'check-in' }>
type Moved = Pick<Attempt, 'state' | 'evidence'> & Partial<Pick<Attempt, 'acknowledged' | 'approximate'>>

/**
 * What an event makes of an attempt; null when it changes nothing. Never throws, whatever the order of events. Check-ins
 * are for the latest attempt of a device only, open or closed: a closed one is corrected by what proves it wrong. `now`
 * in ms since 1970; a clock that goes back does not take an attempt back.
 */
export function advance(attempt: Attempt, event: AttemptEvent, now: number): Attempt | null {
  const moved = movedBy(attempt, event)
  return moved && { ...attempt, ...moved, changedAt: Math.max(now, attempt.changedAt) }
}

function movedBy(attempt: Attempt, event: AttemptEvent): Moved | null {
  if (event.kind === 'check-in') return heard(attempt, event)
  if (attempt.state === 'delivered') {
    return event.kind === 'silence' && event.ms >= event.patience
      ? { state: 'lost', evidence: { code: 'silence', seconds: event.ms / 1_000 } }
      : null
  }
  if (attempt.state !== 'offered' && attempt.state !== 'downloading') return null
  switch (event.kind) {
    case 'downloading':
      return downloading(attempt, event.acknowledged, event.approximate)
    case 'delivered':
      return delivered(attempt, event.approximate)
    case 'cut':
      return cut(attempt, event.acknowledged, event.plain)
    case 'server-stopped':
      return { state: 'aborted', evidence: { code: 'server-stopped' } }
    case 'silence':
      return null
  }
}

function downloading(attempt: Attempt, bytes: number, approximate: boolean): Moved | null {
  const acknowledged = arrived(attempt, bytes)
  const same = acknowledged === attempt.acknowledged && approximate === attempt.approximate
  if (same && attempt.state === 'downloading') return null
  const evidence: Evidence = { code: 'bytes', acknowledged, size: attempt.size, approximate }
  return { state: 'downloading', evidence, acknowledged, approximate }
}

function delivered({ size }: Attempt, approximate: boolean): Moved {
  const evidence: Evidence = { code: 'bytes', acknowledged: size, size, approximate }
  return { state: 'delivered', evidence, acknowledged: size, approximate }
}

/** A client may reset a connection of which it has read every byte. */
function cut(attempt: Attempt, bytes: number, plain: boolean): Moved {
  const { size } = attempt
  const acknowledged = arrived(attempt, bytes)
  if (hasArrived({ ...attempt, acknowledged })) return delivered(attempt, false)
  const evidence: Evidence =
    plain && acknowledged <= longestLook
      ? { code: 'declined', acknowledged }
      : { code: 'cut', acknowledged, size }
  return { state: 'aborted', evidence, acknowledged }
}

/** What has arrived does not go away again. */
function arrived({ acknowledged, size }: Attempt, bytes: number): number {
  return Math.min(size, Math.max(acknowledged, bytes))
}

function heard(attempt: Attempt, { seen, sure }: CheckInEvent): Moved | null {
  const shown = shownBy(attempt, seen)
  switch (attempt.state) {
    case 'offered':
    case 'downloading':
      if (!sure) return null
      if (shown.runs !== 'target' && !hasArrived(attempt))
        return { state: 'aborted', evidence: { code: 'asked-again' } }
      return tried(attempt, seen, sure, shown)
    case 'delivered':
    case 'lost':
      return tried(attempt, seen, sure, shown)
    case 'aborted':
    case 'reverted':
    case 'drifted':
      return shown.runs === 'target' && (shown.proven || isUntold(attempt)) ? close(shown) : null
    case 'confirmed':
      return shown.runs === 'before' && shown.proven ? close(shown) : null
  }
}

/** What shows of an attempt whose image is with the device. */
function tried(attempt: Attempt, seen: Seen, sure: boolean, shown: Shown): Moved | null {
  // An updater that asks is about to try what it is offered: then this attempt is over.
  return isFaint(attempt, seen, shown) && !(sure && seen.updater) ? null : close(shown)
}

/** A device that restarts without closing its connection is heard of before that is given up. */
function hasArrived({ acknowledged, size, approximate }: Attempt): boolean {
  return acknowledged === size && !approximate
}

/** The server was not there to see how it ended, so that a label tells as much as it does of a delivered one. */
function isUntold({ evidence, acknowledged }: Attempt): boolean {
  return evidence.code === 'server-stopped' && acknowledged > 0
}

const outcomes = { target: 'confirmed', before: 'reverted', other: 'drifted' } as const

function close({ runs, evidence }: Shown): Moved {
  return { state: outcomes[runs], evidence }
}
