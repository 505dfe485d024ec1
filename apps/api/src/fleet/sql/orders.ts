import type { DeviceSort } from '@cyberdeck-ota/schema'
import { type RawBuilder, sql } from 'kysely'

export type Order = 'last-seen' | 'first-seen' | 'name' | 'version' | 'state' | 'board'

interface Ordering {
  order: Order
  /** What is compared; equal values by the row. */
  by: RawBuilder<string | number>
  /** The table in which the index of it lies. */
  table: 'devices' | 'presence'
  descending: boolean
}

const columns = {
  'last-seen': [sql`presence.last_seen`, 'presence'],
  'first-seen': [sql`devices.first_seen`, 'devices'],
  name: [sql`devices.title`, 'devices'],
  version: [sql`devices.version_key`, 'devices'],
  state: [sql`devices.state`, 'devices'],
  board: [sql`coalesce(devices.board, '')`, 'devices'],
} satisfies Record<Order, [RawBuilder<unknown>, 'devices' | 'presence']>

export function orderingOf(sort: DeviceSort): Ordering {
  const descending = sort.startsWith('-')
  const order = (descending ? sort.slice(1) : sort) as Order
  const [by, table] = columns[order]
  return { order, by: by as RawBuilder<string | number>, table, descending }
}
