import { ActionIcon, Group } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { DeviceCount } from '../fleet/DeviceCount.tsx'
import { paths } from '../paths.ts'
import { type Columns, columnsOf } from '../ui/DataTable.tsx'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { toastError } from '../ui/toast.tsx'
import { BoardDialog } from './BoardDialog.tsx'
import type { BoardRow } from './boardRows.ts'
import { deleteBoardUndoably } from './deleteUndoably.ts'
import classes from './productColumns.module.css'

const column = columnsOf<BoardRow>()

export const boardColumns: Columns<BoardRow> = [
  column.accessor('board', { header: 'Board' }),
  column.display({
    id: 'chip',
    header: 'Chip',
    cell: ({ row }) => row.original.facts.chip ?? <span className={classes.none}>its first build tells</span>,
  }),
  column.display({
    id: 'builds',
    header: 'Builds',
    cell: ({ row }) => <Builds row={row.original} />,
  }),
  column.display({
    id: 'devices',
    header: 'Devices',
    cell: ({ row: { original: row } }) => <DeviceCount query={`product:${row.name} board:${row.board}`} />,
  }),
  column.display({
    id: 'actions',
    header: '',
    meta: { phone: 'aside' },
    cell: ({ row }) => <BoardActions row={row.original} />,
  }),
]

function Builds({ row: { name, builds, releases } }: { row: BoardRow }) {
  const [newest] = builds
  if (newest === undefined) return <span className={classes.none}>none yet</span>
  return (
    <span>
      in {builds.length} of {releases === 1 ? '1 release' : `${releases} releases`}, newest{' '}
      <Link to={paths.release({ product: name, version: newest })} className={classes.version}>
        {newest}
      </Link>
    </span>
  )
}

function BoardActions({ row: { registry, name, board, facts, against } }: { row: BoardRow }) {
  const [editing, setEditing] = useState(false)
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end" my={-3} ml="auto">
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={() => setEditing(true)}
        aria-label={`Chip of board ${board}`}
      >
        <IconPencil size={17} />
      </ActionIcon>
      <DisabledReason reason={against}>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={() => deleteBoardUndoably(name, board, facts).catch(toastError)}
          aria-label={`Delete board ${board}`}
        >
          <IconTrash size={17} />
        </ActionIcon>
      </DisabledReason>
      {editing && (
        <BoardDialog
          registry={registry}
          name={name}
          boardName={board}
          board={facts}
          onClose={() => setEditing(false)}
        />
      )}
    </Group>
  )
}
