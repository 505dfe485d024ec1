import type { Assigned, DeviceAction } from '@cyberdeck-ota/schema'

/** What a device's timeline says of an operator's action, such as "pinned to 1.02". */
export function actionWords(action: Exclude<DeviceAction, { do: 'forget' | 'lift' }>): string {
  switch (action.do) {
    case 'pin':
      return pinWords(action.version)
    case 'hold':
      return holdWords(action.hold)
    case 'channel':
      return channelWords(action.channel)
    case 'tag':
      return `tagged ${action.tag}`
    case 'untag':
      return `no longer tagged ${action.tag}`
  }
}

/** What changed between two states of what is assigned, in words; empty when nothing did. */
export function changeWords(was: Assigned, is: Assigned): string {
  const words: string[] = []
  if (was.name !== is.name) words.push(is.name === null ? 'name taken away' : `named “${is.name}”`)
  if (was.notes !== is.notes) words.push('notes edited')
  for (const tag of is.tags) if (!was.tags.includes(tag)) words.push(`tagged ${tag}`)
  for (const tag of was.tags) if (!is.tags.includes(tag)) words.push(`no longer tagged ${tag}`)
  if (was.channel !== is.channel) words.push(channelWords(is.channel))
  if (was.pin !== is.pin) words.push(pinWords(is.pin))
  if (was.hold !== is.hold) words.push(holdWords(is.hold))
  return words.join(', ')
}

const pinWords = (version: string | null) => (version === null ? 'no longer pinned' : `pinned to ${version}`)
const holdWords = (hold: boolean) => (hold ? 'held' : 'no longer held')
const channelWords = (channel: string | null) =>
  channel === null ? 'put back on the channel it asks for' : `put on channel ${channel}`
