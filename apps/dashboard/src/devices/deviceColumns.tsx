import type { DeviceSort, DeviceSummary } from '@cyberdeck-ota/schema'
import { DeviceMark } from '../fleet/DeviceMark.tsx'
import { deviceName } from '../fleet/deviceNames.ts'
import { rhythmWords } from '../fleet/rhythm.ts'
import { Copyable } from '../ui/Copyable.tsx'
import { type Columns, columnsOf } from '../ui/DataTable.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { type ColumnName, columnLabels, columnNames } from './columnNames.ts'
import { DeviceCell } from './DeviceCell.tsx'
import classes from './deviceColumns.module.css'
import { FirmwareCell } from './FirmwareCell.tsx'
import { FollowsCell } from './FollowsCell.tsx'
import { TagsCell } from './TagsCell.tsx'

const column = columnsOf<DeviceSummary>()

/** What the columns show of a device. */
const cells: Record<ColumnName, (device: DeviceSummary) => React.ReactNode> = {
  board: ({ product, board, chip }) => (
    <span className={classes.board}>
      {[product, board].filter((name) => name !== null && name !== 'default').join(' · ') || chip}
    </span>
  ),
  chip: ({ chip }) => chip,
  runs: (device) => <FirmwareCell device={device} />,
  state: (device) => <DeviceMark device={device} because />,
  tags: ({ tags }) => <TagsCell tags={tags} />,
  follows: (device) => <FollowsCell device={device} />,
  'last-seen': ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} />,
  rhythm: ({ interval }) => rhythmWords(interval),
  'first-seen': ({ firstSeenAt }) => <RelativeTime at={firstSeenAt} />,
  address: (device) => (
    <span className={classes.address}>
      <Copyable value={device.address} label={`address of ${deviceName(device)}`} />
    </span>
  ),
}

/** What a first click on a column's header sorts by. */
const sorts: Partial<Record<ColumnName, DeviceSort>> = {
  board: 'board',
  runs: 'version',
  state: 'state',
  'last-seen': '-last-seen',
  'first-seen': '-first-seen',
}

const nameColumn = column.display({
  id: 'name',
  header: 'Device',
  meta: { sort: 'name' satisfies DeviceSort },
  cell: ({ row }) => <DeviceCell device={row.original} />,
})

const allColumns = columnNames.map((name) => {
  const sort = sorts[name]
  return column.display({
    id: name,
    header: columnLabels[name],
    meta: sort === undefined ? {} : { sort },
    cell: ({ row }) => cells[name](row.original),
  })
})

/** The columns of the list when these are chosen. */
export function deviceColumns(chosen: readonly ColumnName[]): Columns<DeviceSummary> {
  return [nameColumn, ...allColumns.filter((_, index) => chosen.some((name) => name === columnNames[index]))]
}

/** What the list can be sorted by, in words, for a screen too narrow for headers. */
export const sortWords: { value: DeviceSort; label: string }[] = [
  { value: 'name', label: 'Name' },
  { value: '-last-seen', label: 'Seen last' },
  { value: '-first-seen', label: 'Newest' },
  { value: 'state', label: 'State' },
  { value: '-version', label: 'Version, newest first' },
  { value: 'version', label: 'Version, oldest first' },
  { value: 'board', label: 'Board' },
]
