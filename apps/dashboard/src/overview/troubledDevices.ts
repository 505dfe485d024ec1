import { reasonSentence } from '@cyberdeck-ota/core'
import type { DeviceList, DeviceSummary, Registry } from '@cyberdeck-ota/schema'
import type { AttentionItem } from './attentionItem.ts'
import { type Trouble, troubleOf } from './trouble.ts'
import { isCut, linesOf, lookAt, sentenceCase, whoWords } from './who.ts'

interface Group {
  trouble: Trouble
  devices: DeviceSummary[]
  cut: boolean
}

/** One item per cause, however many devices have it. */
export function troubledDevices(lists: DeviceList[], registry: Registry): AttentionItem[] {
  const groups = new Map<string, Group>()
  for (const list of lists) {
    for (const device of list.items) {
      const trouble = troubleOf(device, registry)
      if (!trouble) continue
      const group = groups.get(trouble.cause)
      if (group) group.devices.push(device)
      else groups.set(trouble.cause, { trouble, devices: [device], cut: isCut(list) })
    }
  }
  return [...groups.values()].map(itemOf)
}

function itemOf({ trouble, devices, cut }: Group): AttentionItem {
  const newest = devices.reduce((a, b) => (b.lastSeenAt > a.lastSeenAt ? b : a))
  const one = devices.length === 1 && !cut
  return {
    id: trouble.cause,
    title: sentenceCase(trouble.title(whoWords(devices, cut), one)),
    detail: reasonSentence(newest.reason),
    at: newest.lastSeenAt,
    remedy: trouble.remedy ?? lookAt(devices, `state:${newest.state} product:${newest.product}`),
    list: linesOf(devices),
    putAsideAs: null,
  }
}
