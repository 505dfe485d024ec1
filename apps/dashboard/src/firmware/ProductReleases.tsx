import { Button } from '@mantine/core'
import { useState } from 'react'
import { DataTable } from '../ui/DataTable.tsx'
import { Panel } from '../ui/Panel.tsx'
import classes from './ProductReleases.module.css'
import { releaseColumns } from './releaseColumns.tsx'
import type { ReleaseRow } from './releaseRows.ts'

interface ProductReleasesProps {
  /** Null: the only one, which nobody has had to name. */
  product: string | null
  /** At least one. */
  rows: ReleaseRow[]
}

/** Rows before "Show more". */
const screenful = 25

/** The releases of one product. */
export function ProductReleases({ product, rows }: ProductReleasesProps) {
  const [expanded, setExpanded] = useState(false)
  const shown = expanded ? rows : rows.slice(0, screenful)
  return (
    <Panel title={product ?? 'Releases'} flush>
      <DataTable
        label={product === null ? 'Releases' : `Releases of ${product}`}
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
