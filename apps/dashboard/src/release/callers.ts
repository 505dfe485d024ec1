import { sameVersion } from '@cyberdeck-ota/core'
import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { callerOf } from '../sketch/firstCall.ts'

/** The latest check-in of every caller that runs this release by its last word, newest first. */
export function callersRunning(items: CheckInRecord[], product: string, version: string): CheckInRecord[] {
  const last = new Map<string, CheckInRecord>()
  for (const item of items.toSorted((a, b) => b.id - a.id)) {
    if (!last.has(callerOf(item))) last.set(callerOf(item), item)
  }
  return [...last.values()].filter((item) => {
    const runs = item.runs ?? item.version
    return item.product === product && runs !== null && sameVersion(runs, version)
  })
}
