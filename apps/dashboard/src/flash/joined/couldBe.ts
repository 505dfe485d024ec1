import { sameVersion } from '@cyberdeck-ota/core'
import type { CheckInList, CheckInRecord } from '@cyberdeck-ota/schema'
import { idWords } from '../../fleet/deviceNames.ts'
import { callerOf } from '../../sketch/firstCall.ts'

/** Who had called when a board was on its cable. */
export interface CallsBefore {
  /** Check-ins since the server started. */
  total: number
  /** Whoever is among those it remembers, by `callerOf`. */
  callers: ReadonlySet<string>
}

export function callsIn({ total, items }: Pick<CheckInList, 'total' | 'items'>): CallsBefore {
  return { total, callers: new Set(items.map(callerOf)) }
}

/**
 * Check-ins since `before` that may be of the board that is waited for, though they do not say its MAC: of callers that only
 * an address tells, and of new ones that call themselves what was written. The latest of each, newest first.
 */
export function couldBe(
  items: readonly CheckInRecord[],
  before: CallsBefore,
  version: string | null,
): CheckInRecord[] {
  const found = new Map<string, CheckInRecord>()
  for (const item of items) {
    const caller = callerOf(item)
    if (item.id <= before.total || item.verdict === 'refused' || found.has(caller)) continue
    if (hasNoIdentity(item) || (!before.callers.has(caller) && says(item, version))) found.set(caller, item)
  }
  return [...found.values()]
}

function hasNoIdentity({ device }: CheckInRecord): boolean {
  return device === null || idWords(device) !== device
}

function says(item: CheckInRecord, version: string | null): boolean {
  return version !== null && item.version !== null && sameVersion(item.version, version)
}
