import type { ServerInfo } from '@cyberdeck-ota/schema'
import type { AttentionItem } from './attentionItem.ts'

/** Updates that were not offered because too many downloads were under way. */
export function turnedAway({ downloads }: ServerInfo): AttentionItem[] {
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

/** No room for more devices. */
export function fleetFull({ fleet }: ServerInfo): AttentionItem[] {
  if (!fleet.full) return []
  return [
    {
      id: 'fleet-full',
      title: `No more than these ${fleet.devices.toLocaleString('en')} devices can be known`,
      detail: 'Others are answered, but not remembered. Forget those that are gone.',
      at: null,
      remedy: { does: 'devices', label: 'Show the long unseen', query: 'seen:>30d' },
      list: [],
      putAsideAs: null,
    },
  ]
}

/** Files that the first start found and could not take over. */
export function leftOver({ adoption }: ServerInfo): AttentionItem[] {
  if (!adoption || adoption.skipped.length === 0) return []
  const count = adoption.skipped.length
  return [
    {
      id: 'left-over',
      title: `${count === 1 ? 'A file in the firmware folder was' : `${count} files in the firmware folder were`} not taken over`,
      detail: `At its first start the server took over ${adoption.adopted.length} of ${adoption.adopted.length + count} files.`,
      at: adoption.at,
      remedy: { does: 'upload', label: 'Upload instead' },
      list: adoption.skipped.map(({ file, why }) => ({ text: `${file}: ${why}`, device: null })),
      putAsideAs: `left-over ${adoption.at}`,
    },
  ]
}
