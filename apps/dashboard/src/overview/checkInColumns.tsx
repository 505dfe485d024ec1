import { reasonSentence } from '@cyberdeck-ota/core'
import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { columnsOf } from '../ui/DataTable.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { AnswerCell } from './AnswerCell.tsx'
import { CallerCell } from './CallerCell.tsx'
import classes from './checkInColumns.module.css'
import { WhyCell } from './WhyCell.tsx'

const column = columnsOf<CheckInRecord>()

/** The columns of the list of check-ins. */
export const checkInColumns = column.columns([
  column.display({ id: 'caller', header: 'Device', cell: ({ row }) => <CallerCell item={row.original} /> }),
  column.accessor('version', {
    header: 'Says it runs',
    cell: (cell) => <span className={classes.version}>{cell.getValue() ?? 'nothing'}</span>,
  }),
  column.display({ id: 'answer', header: 'Answer', cell: ({ row }) => <AnswerCell item={row.original} /> }),
  column.accessor('reason', {
    header: 'Why',
    meta: { phone: 'wide' },
    cell: (cell) => <span className={classes.reason}>{reasonSentence(cell.getValue())}</span>,
  }),
  column.accessor('at', {
    header: 'When',
    meta: { phone: 'aside' },
    cell: (cell) => <RelativeTime at={cell.getValue()} />,
  }),
  column.display({ id: 'explain', header: '', cell: ({ row }) => <WhyCell item={row.original} /> }),
])
