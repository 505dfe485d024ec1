import { Button } from '@mantine/core'
import { useState } from 'react'
import { DataTable } from '../ui/DataTable.tsx'
import { Panel } from '../ui/Panel.tsx'
import classes from './ProductReleases.module.css'
import { releaseColumns } from './releaseColumns.tsx'
import type { ReleaseRow } from './releaseRows.ts'

interface ProductReleasesProps {
  title: string
  /** At least one. */
  rows: ReleaseRow[]
}

/** Rows before "Show more". */
const screenful = 25

/** The releases of one product. */
export function ProductReleases({ title, rows }: ProductReleasesProps) {
  const [expanded, setExpanded] = useState(false)
  const shown = expanded ? rows : rows.slice(0, screenful)
  return (
    <Panel title={title} flush>
      <DataTable
        label={title === 'Releases' ? title : `Releases of ${title}`}
        columns={releaseColumns}
        rows={shown}
        rowKey={({ release }) => release.version}
        empty={null}
      />
      {rows.length > shown.length && (
        <div className={classes.more}>
          <Button size="xs" variant="subtle" onClick={() => setExpanded(true)}>
            Show {rows.length - shown.length} more
          </Button>
        </div>
      )}
    </Panel>
  )
}
