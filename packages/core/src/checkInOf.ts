import type { Reported } from '@cyberdeck-ota/schema'
import type { CheckIn } from './verdict.ts'

/** The check-in that a device last made, from what is kept of it. */
export function checkInOf(reported: Reported): CheckIn {
  const { client, product, board, channel, version, mode, runningSha256, runningMd5, freeSpace } = reported
  return { client, product, board, channel, version, mode, runningSha256, runningMd5, freeSpace }
}
