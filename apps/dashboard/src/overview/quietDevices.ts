import type { DeviceList, DeviceSummary } from '@cyberdeck-ota/schema'
import { rhythmWords } from '../fleet/rhythm.ts'
import type { AttentionItem } from './attentionItem.ts'
import { isCut, linesOf, lookAt, sentenceCase, whoWords } from './who.ts'

/** Devices that have not called for longer than their own rhythm allows; a deep sleeper is none. */
export function silent(list: DeviceList): AttentionItem[] {
  return about(list, (devices) => {
    const [last] = devices
    const usual =
      devices.length === 1 && last && last.interval !== null
        ? ` It usually calls ${rhythmWords(last.interval)}.`
        : ''
    return {
      id: 'silent',
      title: sentenceCase(`${whoWords(devices, isCut(list))} ${devices.length === 1 ? 'is' : 'are'} silent`),
      detail: `Not heard of for longer than ${devices.length === 1 ? 'its' : 'their'} rhythm allows.${usual}`,
      at: last?.lastSeenAt ?? null,
      remedy: lookAt(devices, 'is:silent'),
      // Another device that falls silent is another occurrence.
      putAsideAs: `silent ${list.total} ${last?.lastSeenAt}`,
    }
  })
}

/** Devices that only their address tells from others. They are served, but cannot be followed. */
export function weak(list: DeviceList): AttentionItem[] {
  return about(list, (devices) => ({
    id: 'weak',
    title: sentenceCase(
      `${whoWords(devices, isCut(list))} ${devices.length === 1 ? 'says' : 'say'} neither MAC nor id`,
    ),
    detail:
      devices.length === 1
        ? 'It gets its updates, but known by its address only it cannot be followed through them.'
        : 'They get their updates, but known by their address only they cannot be followed through them.',
    at: null,
    remedy: { does: 'sketch', label: 'See the sketch' },
    putAsideAs: 'weak',
  }))
}

/** One item about all devices of a list; none when it is empty. */
function about(
  list: DeviceList,
  item: (devices: DeviceSummary[]) => Omit<AttentionItem, 'list'>,
): AttentionItem[] {
  if (list.items.length === 0) return []
  return [{ ...item(list.items), list: linesOf(list.items) }]
}
