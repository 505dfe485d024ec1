import type { Product } from '@cyberdeck-ota/schema'
import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { Arrow } from '../ui/Arrow.tsx'
import { type Columns, columnsOf } from '../ui/DataTable.tsx'
import classes from './productColumns.module.css'

interface ProductRow {
  name: string
  product: Product
  /** Identified ones that said it last. */
  devices: number
}

const column = columnsOf<ProductRow>()

export const productColumns: Columns<ProductRow> = [
  column.display({
    id: 'name',
    header: 'Product',
    cell: ({ row: { original: row } }) => (
      <span className={classes.name}>
        <Link to={paths.product(row.name)} className={classes.link}>
          {row.name}
        </Link>
        {row.product.demo && (
          <Badge variant="default" tt="none">
            demo
          </Badge>
        )}
      </span>
    ),
  }),
  column.display({
    id: 'boards',
    header: 'Boards',
    cell: ({ row }) => <Boards product={row.original.product} />,
  }),
  column.display({
    id: 'channels',
    header: 'Channels',
    cell: ({ row: { original: row } }) => <Channels name={row.name} product={row.product} />,
  }),
  column.display({
    id: 'releases',
    header: 'Releases',
    cell: ({ row }) => <span className="numeric">{Object.keys(row.original.product.releases).length}</span>,
  }),
  column.display({
    id: 'devices',
    header: 'Devices',
    cell: ({ row }) => <span className="numeric">{row.original.devices.toLocaleString('en')}</span>,
  }),
]

function Boards({ product }: { product: Product }) {
  const boards = Object.entries(product.boards).sort(([a], [b]) => a.localeCompare(b))
  if (boards.length === 0) return <span className={classes.none}>none yet</span>
  return (
    <ul className={classes.list}>
      {boards.map(([board, { chip }]) => (
        <li key={board}>
          {board}
          <span className={classes.none}> · {chip ?? 'chip not known'}</span>
        </li>
      ))}
    </ul>
  )
}

function Channels({ name, product }: { name: string; product: Product }) {
  const channels = Object.entries(product.channels).sort(([a], [b]) => a.localeCompare(b))
  if (channels.length === 0) return <span className={classes.none}>nothing published</span>
  return (
    <ul className={classes.list}>
      {channels.map(([channel, { version }]) => (
        <li key={channel}>
          {channel}
          <Arrow />
          <Link to={paths.release({ product: name, version })} className={classes.version}>
            {version}
          </Link>
        </li>
      ))}
    </ul>
  )
}
