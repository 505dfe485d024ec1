import { reasonSentence } from '@cyberdeck-ota/core'
import type { CheckInRecord, Registry, ServerInfo } from '@cyberdeck-ota/schema'
import { callerOf } from '../sketch/firstCall.ts'
import { type Remedy, troubleOf } from './trouble.ts'

/** Something that wants its owner, with the one thing that mends it. */
export interface AttentionItem {
  id: string
  title: string
  detail: string
  /** ISO 8601; null when it belongs to no moment. */
  at: string | null
  remedy: Remedy
  /** What it is about, one by one, where the title only counts. */
  list: string[]
  /** Names this occurrence, for what stays until it is put aside; null for what goes away when it is mended. */
  putAsideAs: string | null
}

interface Seen {
  /** In any order; the same check-in may be there twice. */
  checkIns: CheckInRecord[]
  server: ServerInfo
  registry: Registry
}

/** What needs the owner: devices whose latest check-in met trouble, downloads put off, files left over. */
export function attention({ checkIns, server, registry }: Seen): AttentionItem[] {
  return [...troubledDevices(checkIns, registry), ...turnedAway(server), ...leftOver(server)]
}

/** One item per cause, however many devices have it. Only a device's latest word counts: what is mended goes away. */
function troubledDevices(checkIns: CheckInRecord[], registry: Registry): AttentionItem[] {
  const groups = new Map<string, CheckInRecord[]>()
  for (const checkIn of latestPerCaller(checkIns)) {
    const trouble = troubleOf(checkIn.reason, checkIn.product, registry)
    if (!trouble) continue
    const group = groups.get(trouble.cause)
    if (group) group.push(checkIn)
    else groups.set(trouble.cause, [checkIn])
  }
  return [...groups].flatMap(([cause, group]) => {
    const [newest] = group
    const trouble = newest && troubleOf(newest.reason, newest.product, registry)
    if (!trouble) return []
    const callers = group.map(callerOf)
    const who = callers.length === 1 ? `${callers[0]}` : `${callers.length} devices`
    return [
      {
        id: cause,
        title: trouble.title(who, callers.length === 1),
        detail: reasonSentence(newest.reason),
        at: newest.at,
        remedy: trouble.remedy,
        list: callers.length > 1 ? callers : [],
        putAsideAs: null,
      },
    ]
  })
}

/** Newest first. A request that could not be understood has no device, so any later good poll from its address clears it. */
function latestPerCaller(checkIns: CheckInRecord[]): CheckInRecord[] {
  const spoken = new Set<string>()
  return checkIns
    .toSorted((a, b) => b.at.localeCompare(a.at) || b.id - a.id)
    .filter((checkIn) => {
      const caller = callerOf(checkIn)
      const first = !spoken.has(caller)
      spoken.add(caller)
      if (checkIn.verdict !== 'refused') spoken.add(checkIn.address)
      return first
    })
}

function turnedAway({ downloads }: ServerInfo): AttentionItem[] {
  if (downloads.lastTurnedAwayAt === null) return []
  return [
    {
      id: 'turned-away',
      title: `${downloads.turnedAway.toLocaleString('en')} ${downloads.turnedAway === 1 ? 'update was' : 'updates were'} put off`,
      detail: `${downloads.limit} downloads at once is the limit; these devices get theirs at a later check-in. Raise DOWNLOAD_LIMIT if the network can carry more.`,
      at: downloads.lastTurnedAwayAt,
      remedy: { does: 'settings', label: 'See the limit' },
      list: [],
      putAsideAs: `turned-away ${downloads.lastTurnedAwayAt}`,
    },
  ]
}

function leftOver({ adoption }: ServerInfo): AttentionItem[] {
  if (!adoption || adoption.skipped.length === 0) return []
  const count = adoption.skipped.length
  return [
    {
      id: 'left-over',
      title: `${count === 1 ? 'A file in the firmware folder was' : `${count} files in the firmware folder were`} not taken over`,
      detail: `At its first start the server took over ${adoption.adopted.length} of ${adoption.adopted.length + count} files.`,
      at: adoption.at,
      remedy: { does: 'upload', label: 'Upload instead' },
      list: adoption.skipped.map(({ file, why }) => `${file}: ${why}`),
      putAsideAs: `left-over ${adoption.at}`,
    },
  ]
}
