import type { DeviceSort } from '@cyberdeck-ota/schema'
import { type RawBuilder, sql } from 'kysely'

export type Order = 'last-seen' | 'first-seen' | 'name' | 'version' | 'state' | 'board'

export interface Ordering {
  order: Order
  /** What is compared; equal values by the row. */
  by: RawBuilder<string | number>
  /** The table in which the index of it lies. */
  table: 'devices' | 'presence'
  values: 'numbers' | 'texts'
  descending: boolean
}

const columns = {
  'last-seen': [sql`presence.last_seen`, 'presence', 'numbers'],
  'first-seen': [sql`devices.first_seen`, 'devices', 'numbers'],
  name: [sql`devices.title`, 'devices', 'texts'],
  version: [sql`devices.version_key`, 'devices', 'texts'],
  state: [sql`devices.state`, 'devices', 'texts'],
  board: [sql`coalesce(devices.board, '')`, 'devices', 'texts'],
} satisfies Record<Order, [RawBuilder<unknown>, Ordering['table'], Ordering['values']]>

export function orderingOf(sort: DeviceSort): Ordering {
  const descending = sort.startsWith('-')
  const order = (descending ? sort.slice(1) : sort) as Order
  const [by, table, values] = columns[order]
  return { order, by: by as RawBuilder<string | number>, table, values, descending }
}
