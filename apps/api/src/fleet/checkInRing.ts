import { type DeviceMemory, noMemory, type Verdict } from '@cyberdeck-ota/core'
import type { CheckInList, CheckInRecord, DownloadProgress } from '@cyberdeck-ota/schema'
import { isoTime } from '../isoTime.ts'
import type { Caller, DownloadReport, Poll, RememberedPoll } from './fleet.ts'

/** A poll as it is kept: what was at hand anyway. It becomes a record when somebody reads the list. */
interface Kept extends DownloadReport {
  id: number
  /** ms since 1970. */
  at: number
  poll: Poll
  verdict: Verdict
  known: DeviceMemory
  /** Of the registry that it was decided on. */
  revision: number
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
  add(poll: Omit<Kept, 'id' | 'download'>): DownloadReport
  addMalformed(address: string, problem: string, status: number, at: number): void
  /** Newest first, at most `limit`. */
  recent(limit: number): CheckInList
  remembered(id: number): RememberedPoll | null
  /** Forgets the polls of such callers. */
  forget(isMeant: (caller: Caller) => boolean): void
  /** ms since 1970; null before the first request. */
  readonly lastAt: number | null
}

export function createCheckInRing(kept: number): CheckInRing {
  /** Null: it was forgotten before its time. */
  const slots: (Kept | Malformed | null)[] = []
  let total = 0
  const keep = (entry: Kept | Malformed) => {
    slots[total % kept] = entry
    total += 1
  }
  const find = (id: number) => (id > total - kept && id <= total ? slots[(id - 1) % kept] : undefined)
  return {
    add: ({ at, poll, verdict, known, revision, status }) => {
      const entry: Kept = { id: total + 1, at, poll, verdict, known, revision, status, download: null }
      keep(entry)
      return entry
    },
    addMalformed: (address, problem, status, at) => keep({ id: total + 1, at, address, problem, status }),
    recent: (limit) => {
      const items: CheckInRecord[] = []
      for (let id = total; items.length < limit; id -= 1) {
        const entry = find(id)
        if (entry === undefined) break
        if (entry === null) continue
        items.push(recordOf(entry))
      }
      return { items, kept, total }
    },
    remembered: (id) => {
      const entry = find(id)
      if (!entry) return null
      const record = recordOf(entry)
      if ('problem' in entry) return { record, poll: null, known: noMemory, revision: 0 }
      return { record, poll: entry.poll, known: entry.known, revision: entry.revision }
    },
    forget: (isMeant) => {
      for (const [place, entry] of slots.entries()) {
        if (entry && 'poll' in entry && isMeant(entry.poll.caller)) slots[place] = null
      }
    },
    get lastAt() {
      for (let id = total; ; id -= 1) {
        const entry = find(id)
        if (entry !== null) return entry?.at ?? null
      }
    },
  }
}

function recordOf(entry: Kept | Malformed): CheckInRecord {
  return 'problem' in entry ? recordOfMalformed(entry) : recordOfPoll(entry)
}

function recordOfPoll({ id, at, poll, verdict, status, download }: Kept): CheckInRecord {
  const { caller, checkIn } = poll
  return {
    id,
    at: isoTime(at),
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
    at: isoTime(at),
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
