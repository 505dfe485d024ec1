import { boardsWithout, listOf } from '@cyberdeck-ota/core'
import type { Channel, Product, Registry, Release } from '@cyberdeck-ota/schema'
import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DeviceCount } from '../fleet/DeviceCount.tsx'
import { paths } from '../paths.ts'
import { leftBehind } from '../releaseActions/coverage.ts'
import { type Columns, columnsOf } from '../ui/DataTable.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import { ChannelActions } from './ChannelActions.tsx'
import classes from './productColumns.module.css'

/** A channel as a row of the list. */
export interface ChannelRow {
  registry: Registry
  /** Of the product. */
  name: string
  product: Product
  channel: string
  /** Null while nothing is on it. */
  pointer: Channel | null
  release: Release | null
}

const column = columnsOf<ChannelRow>()

export const channelColumns: Columns<ChannelRow> = [
  column.accessor('channel', { header: 'Channel' }),
  column.display({
    id: 'release',
    header: 'Points at',
    cell: ({ row: { original: row } }) => <Pointer row={row} />,
  }),
  column.display({
    id: 'boards',
    header: 'Boards',
    cell: ({ row: { original: row } }) =>
      row.release && <Covered product={row.product} release={row.release} />,
  }),
  column.display({
    id: 'devices',
    header: 'Devices',
    cell: ({ row: { original: row } }) => (
      <DeviceCount query={`product:${row.name} channel:${row.channel}`} />
    ),
  }),
  column.display({
    id: 'actions',
    header: '',
    cell: ({ row }) => <ChannelActions row={row.original} />,
  }),
]

function Pointer({ row: { name, pointer } }: { row: ChannelRow }) {
  if (pointer === null) return <span className={classes.none}>nothing</span>
  return (
    <span className={classes.name}>
      <Link to={paths.release({ product: name, version: pointer.version })} className={classes.version}>
        {pointer.version}
      </Link>
      {pointer.recall && (
        <Badge variant="default" tt="none">
          brings newer back
        </Badge>
      )}
    </span>
  )
}

function Covered({ product, release }: { product: Product; release: Release }) {
  const behind = leftBehind(product, release)
  if (behind.length > 0) return <StatusDot tone="warning">no build for {listOf(behind)}</StatusDot>
  const missing = boardsWithout(product, release)
  if (missing.length > 0) return <StatusDot tone="idle">nothing for {listOf(missing)} yet</StatusDot>
  return <StatusDot tone="good">every board</StatusDot>
}
