import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { Copyable } from '../../ui/Copyable.tsx'
import { columnsOf } from '../../ui/DataTable.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import classes from './BatchPanel.module.css'
import { type BatchBoard, isWritten, resultWords } from './batchBoard.ts'

const column = columnsOf<BatchBoard>()

/** The columns of the list of a batch. */
export const batchColumns = column.columns([
  column.accessor('number', { header: 'No.' }),
  column.accessor('mac', {
    header: 'MAC',
    cell: ({ row }) => <Mac board={row.original} />,
  }),
  column.accessor('chip', { header: 'Chip', cell: (cell) => cell.getValue() ?? 'not known' }),
  column.accessor('firmware', { header: 'Firmware' }),
  column.accessor('at', { header: 'When', cell: (cell) => <RelativeTime at={cell.getValue()} /> }),
  column.accessor('seconds', { header: 'Took', cell: (cell) => `${Math.round(cell.getValue())} s` }),
  column.display({
    id: 'result',
    header: 'Result',
    meta: { phone: 'wide' },
    cell: ({ row }) => <Result board={row.original} />,
  }),
  column.display({
    id: 'joined',
    header: 'First check-in',
    cell: ({ row }) => <FirstCheckIn board={row.original} />,
  }),
])

function Mac({ board: { mac } }: { board: BatchBoard }) {
  if (mac === null) return 'not known'
  return (
    <span className={classes.mac}>
      <Copyable value={mac} label="MAC" />
    </span>
  )
}

function Result({ board }: { board: BatchBoard }) {
  const { outcome, sentence } = board
  return (
    <div>
      <StatusDot tone={outcome === 'flashed' ? 'good' : 'bad'}>{resultWords(board)}</StatusDot>
      {sentence !== null && <div className={classes.sentence}>{sentence}</div>}
    </div>
  )
}

function FirstCheckIn({ board }: { board: BatchBoard }) {
  const { mac, joinedAt } = board
  if (mac === null || !isWritten(board)) return '–'
  if (joinedAt === null) return <StatusDot tone="idle">Not yet</StatusDot>
  return (
    <StatusDot tone="good">
      <Anchor component={Link} to={paths.device(mac)} inherit>
        <RelativeTime at={joinedAt} />
      </Anchor>
    </StatusDot>
  )
}
