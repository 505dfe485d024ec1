import type { CheckIn, Verdict } from '@cyberdeck-ota/core'
import type { CheckInList, CheckInRecord, DownloadProgress } from '@cyberdeck-ota/schema'
import type { Caller, DownloadReport } from './fleet.ts'

/** A poll as it is kept: what was at hand anyway. It becomes a record when somebody reads the list. */
interface Poll extends DownloadReport {
  id: number
  /** ms since 1970. */
  at: number
  caller: Caller
  checkIn: CheckIn
  verdict: Verdict
  status: number
  download: DownloadProgress | null
}

interface Malformed {
  id: number
  at: number
  address: string
  problem: string
  status: number
}

/** The last `kept` requests. Older ones are forgotten as new ones come. */
export interface CheckInRing {
  add(caller: Caller, checkIn: CheckIn, verdict: Verdict, status: number, at: number): DownloadReport
  addMalformed(address: string, problem: string, status: number, at: number): void
  /** Newest first, at most `limit`. */
  recent(limit: number): CheckInList
  /** ms since 1970; null before the first request. */
  readonly lastAt: number | null
}

export function createCheckInRing(kept: number): CheckInRing {
  const slots: (Poll | Malformed)[] = []
  let total = 0
  const keep = (entry: Poll | Malformed) => {
    slots[total % kept] = entry
    total += 1
  }
  return {
    add: (caller, checkIn, verdict, status, at) => {
      const poll: Poll = { id: total + 1, at, caller, checkIn, verdict, status, download: null }
      keep(poll)
      return poll
    },
    addMalformed: (address, problem, status, at) => keep({ id: total + 1, at, address, problem, status }),
    recent: (limit) => {
      const items: CheckInRecord[] = []
      for (let id = total; id > 0 && id > total - kept && items.length < limit; id -= 1) {
        const entry = slots[(id - 1) % kept]
        if (entry) items.push('verdict' in entry ? recordOf(entry) : recordOfMalformed(entry))
      }
      return { items, kept, total }
    },
    get lastAt() {
      return total === 0 ? null : (slots[(total - 1) % kept]?.at ?? null)
    },
  }
}

function recordOf({ id, at, caller, checkIn, verdict, status, download }: Poll): CheckInRecord {
  return {
    id,
    at: new Date(at).toISOString(),
    address: caller.address,
    device: caller.device,
    client: checkIn.client,
    product: checkIn.product,
    board: checkIn.board ?? (verdict.kind === 'update' ? verdict.board : null),
    version: checkIn.version,
    runs: verdict.runs?.version ?? null,
    verdict: verdict.kind,
    reason: verdict.reason,
    status,
    download: download && { ...download },
  }
}

function recordOfMalformed({ id, at, address, problem, status }: Malformed): CheckInRecord {
  return {
    id,
    at: new Date(at).toISOString(),
    address,
    device: null,
    client: 'plain',
    product: 'default',
    board: null,
    version: null,
    runs: null,
    verdict: 'refused',
    reason: { code: 'malformed-request', problem },
    status,
    download: null,
  }
}
