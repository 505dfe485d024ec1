import type { CheckIn, DeviceMemory, Verdict } from '@cyberdeck-ota/core'
import type {
  CheckInList,
  CheckInRecord,
  DeviceIdentity,
  FleetCount,
  Registry,
  Reported,
} from '@cyberdeck-ota/schema'

/** Who polled. */
export interface Caller {
  address: string
  /** Under which id it is remembered; `address:<address>` for a weak one. Null: nothing is remembered of it. */
  device: string | null
  identity: DeviceIdentity
}

/** What a request says of who sends it. */
export interface Claim {
  address: string
  /** The id in the URL, as sent, or the MAC in a header; null when there is none. */
  id: string | null
  mac: string | null
  /** What it says it runs, which tells whether an address still belongs to the device that had it. */
  version: string | null
  /** A browser or another program of people that is no device: nothing is remembered of it. */
  isPeople: boolean
}

/** A poll, understood: who asks, what it says of itself, and what it says of its board. */
export interface Poll {
  caller: Caller
  checkIn: CheckIn
  facts: Pick<Reported, 'sketchSize' | 'flashSize' | 'sdk'>
}

/** Where a download reports its progress; the list of check-ins shows it. */
export type DownloadReport = Pick<CheckInRecord, 'download'>

/** An attempt that was committed. What it is told is kept in memory at once, and written behind. */
export interface AttemptHandle {
  /** Bytes acknowledged so far; `approximate` where the system does not tell. */
  downloading(acknowledged: number, approximate: boolean): void
  /** The last byte was acknowledged. */
  delivered(approximate: boolean): void
  /** The connection ended early. */
  cut(acknowledged: number): void
}

/** The fleet as the server has it in memory: polls are answered from it and never wait, but for {@link Fleet.open}. */
export interface Fleet {
  identify(claim: Claim): Caller
  /** `product`: the one that is polled for, to which alone a learned board belongs. */
  memoryOf(caller: Caller, product: string): DeviceMemory
  /** Whether an image is on its way to a device that tells who it is, as far as this server has noticed. */
  isReceiving(caller: Caller): boolean
  /**
   * Takes a poll as evidence of what became of the device's attempts: whatever `verdict` (of its `runs` only) shows it to
   * run now. True when that changed what `memoryOf` tells (a failure was counted, say), so that the poll has to be decided
   * again. Called once per poll, before {@link Fleet.open} and {@link Fleet.saw}, for which it is no evidence any more:
   * the attempt that a poll opens is not ended by that poll.
   */
  heard(poll: Poll, verdict: Verdict, now: number): boolean
  /** Records a poll and its answer; returns where a download that follows from it reports. `now` in ms since 1970. */
  saw(poll: Poll, verdict: Verdict, registry: Registry, status: number, now: number): DownloadReport
  /** Records a request that nobody can understand, and logs that there are such, once a minute. */
  sawMalformed(address: string, problem: string, status: number, now: number): void
  /**
   * Opens the attempt of an update that was decided on `registry`, committed when this resolves. Null when that did not
   * happen within 2 s, when the registry has moved, or when another attempt of the device is open elsewhere: then the
   * device is to be held. Only for a caller whose identity is not `address`.
   */
  open(
    poll: Poll,
    update: Extract<Verdict, { kind: 'update' }>,
    registry: Registry,
    now: number,
  ): Promise<AttemptHandle | null>
  /** Newest first, at most `limit`. */
  recent(limit: number): CheckInList
  /** A recent poll as it was kept, with what was known then; null when it is forgotten, or never was. */
  remembered(id: number): RememberedPoll | null
  /** Recent polls of such callers are forgotten, as if they had never been. */
  forgetPolls(isMeant: (caller: Caller) => boolean): void
  summary(): { devices: number; full: boolean; lastCheckInAt: string | null; running: FleetCount[] }
  /** Since when devices are heard, ms since 1970, as the clock tells it now. */
  readonly upSince: number
  /** Reads what operators changed in the store; resolves when `memoryOf` tells it. */
  refresh(): Promise<void>
  /** Works out where every device stands after a change of the registry; in the background, resolves when done. */
  restand(before: Registry, after: Registry): Promise<void>
  /** Writes what is not written yet. */
  flush(): Promise<void>
}

export interface RememberedPoll {
  record: CheckInRecord
  /** Null for a request that could not be understood. */
  poll: Poll | null
  known: DeviceMemory
  revision: number
}
