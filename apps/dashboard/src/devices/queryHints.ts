import type { QueryField } from '@cyberdeck-ota/core'

/** What may stand behind each field, for whoever has not asked this way before. */
export const queryHints: Record<QueryField, string> = {
  state: 'where it stands',
  is: 'silent, new, weak, held, pinned, quarantined, mislabelled',
  version: 'what it runs: 2.34, <2.34, >=2',
  seen: '>1d: not heard of for a day',
  'first-seen': '<1w: new this week',
  tag: 'one of its tags',
  product: 'the product it polls for',
  board: 'named, or learned from its builds',
  chip: 'ESP32, ESP32-S3, …',
  channel: 'what it follows',
  name: 'any part of its name',
  id: 'the start of its MAC or id',
  address: 'the start of its address',
  pin: 'the version it is pinned to',
}
