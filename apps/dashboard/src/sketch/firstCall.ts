import type { CheckInRecord } from '@cyberdeck-ota/schema'

/** Who polls, as far as it can be told: its identity, else its address. */
export function callerOf({ device, address }: Pick<CheckInRecord, 'device' | 'address'>): string {
  return device ?? address
}

/** The first check-in of a caller that is not among the known ones; `items` are newest first. A refused request is none. */
export function firstCall(items: CheckInRecord[], known: ReadonlySet<string>): CheckInRecord | undefined {
  return items.findLast((item) => item.verdict !== 'refused' && !known.has(callerOf(item)))
}
