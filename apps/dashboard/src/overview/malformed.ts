import { reasonSentence } from '@cyberdeck-ota/core'
import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { callerOf } from '../sketch/firstCall.ts'
import type { AttentionItem } from './attentionItem.ts'

/** Clients whose requests cannot be understood. They are not remembered as devices, so their latest check-ins tell of them. */
export function malformed(checkIns: CheckInRecord[]): AttentionItem[] {
  const refused = latestPerCaller(checkIns).filter(({ verdict }) => verdict === 'refused')
  const [newest] = refused
  if (!newest) return []
  const callers = refused.map(callerOf)
  const one = callers.length === 1
  return [
    {
      id: 'malformed-request',
      title: `${one ? callers[0] : `${callers.length} clients`} ${one ? 'sends' : 'send'} requests that cannot be understood`,
      detail: reasonSentence(newest.reason),
      at: newest.at,
      remedy: { does: 'sketch', label: 'See the sketch' },
      list: one ? [] : callers.map((text) => ({ text, device: null })),
      putAsideAs: null,
    },
  ]
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
