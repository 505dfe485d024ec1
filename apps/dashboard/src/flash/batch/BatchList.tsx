import { Button } from '@mantine/core'
import { useState } from 'react'
import { DataTable } from '../../ui/DataTable.tsx'
import classes from './BatchPanel.module.css'
import type { BatchBoard } from './batchBoard.ts'
import { batchColumns } from './batchColumns.tsx'

/** As many of the latest are shown, so that the board that is being written stays in sight below them. */
const few = 5

/** The boards of a batch, newest first. */
export function BatchList({ boards }: { boards: readonly BatchBoard[] }) {
  const [all, setAll] = useState(false)
  const rows = boards.toReversed()
  return (
    <>
      <DataTable
        label="Boards of this batch"
        columns={batchColumns}
        rows={all ? rows : rows.slice(0, few)}
        rowKey={({ number }) => String(number)}
        empty={null}
      />
      {boards.length > few && (
        <div className={classes.more}>
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(!all)}>
            {all ? 'Show the latest only' : `Show all ${boards.length}`}
          </Button>
        </div>
      )}
    </>
  )
}
