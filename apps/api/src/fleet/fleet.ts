import type { CheckIn, DeviceMemory, Verdict } from '@cyberdeck-ota/core'
import type { CheckInList, CheckInRecord, FleetCount } from '@cyberdeck-ota/schema'

/** Who polled: `device` is its stable identity, null when only the address is known. */
export interface Caller {
  address: string
  device: string | null
}

/** Where a download reports its progress; the list of check-ins shows it. */
export type DownloadReport = Pick<CheckInRecord, 'download'>

/** Everything there is one of per device or per moment. Kept in memory; polls never wait for it. */
export interface Fleet {
  /** What is remembered of a device, for `decide`. */
  memoryOf(device: string | null): DeviceMemory
  /**
   * Records a poll and its answer; returns where a download that follows from it reports. `now` in ms since
   * 1970.
   */
  saw(caller: Caller, checkIn: CheckIn, verdict: Verdict, status: number, now: number): DownloadReport
  /**
   * Records a request that could not be understood, and the status it was answered with. `now` in ms since
   * 1970.
   */
  sawMalformed(address: string, problem: string, status: number, now: number): void
  /**
   * Counts a download of a build, published as `version`, that `device` has acknowledged to the last byte.
   */
  downloadedInFull(device: string, sha256: string, version: string): void
  /** Newest first, at most `limit`. */
  recent(limit: number): CheckInList
  summary(): { devices: number; lastCheckInAt: string | null; running: FleetCount[] }
}
