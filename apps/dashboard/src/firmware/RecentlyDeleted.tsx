import { refusalOf, restoreRelease as restoring } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { restoreRelease } from '../api/commands.ts'
import { releaseTitle } from '../releaseActions/releaseTitle.ts'
import { type Columns, columnsOf, DataTable } from '../ui/DataTable.tsx'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { toast, toastError } from '../ui/toast.tsx'

interface RemovedRow {
  product: string
  version: string
  removedAt: string
  /** Why it cannot be brought back. */
  against: string | null
}

const column = columnsOf<RemovedRow>()

const columns: Columns<RemovedRow> = [
  column.accessor('version', { header: 'Version' }),
  column.accessor('product', { header: 'Product' }),
  column.display({
    id: 'removed',
    header: 'Deleted',
    cell: ({ row }) => <RelativeTime at={row.original.removedAt} />,
  }),
  column.display({
    id: 'actions',
    header: '',
    cell: ({ row }) => <RestoreButton row={row.original} />,
  }),
]

/** What was deleted and can still be brought back. */
export function RecentlyDeleted({ registry }: { registry: Registry }) {
  const rows = removedRows(registry)
  if (rows.length === 0) return null
  return (
    <Panel title="Recently deleted" description="Kept for a day" flush>
      <DataTable
        label="Recently deleted"
        columns={columns}
        rows={rows}
        rowKey={({ product, version }) => `${product} ${version}`}
        empty={null}
      />
    </Panel>
  )
}

function RestoreButton({ row: { product, version, against } }: { row: RemovedRow }) {
  const restore = () =>
    restoreRelease({ product, version }).then(
      () => toast(`Brought ${releaseTitle({ product, version })} back.`),
      toastError,
    )
  return (
    <DisabledReason reason={against}>
      <Button
        size="compact-sm"
        variant="default"
        ml="auto"
        onClick={restore}
        aria-label={`Restore ${version} of ${product}`}
      >
        Restore
      </Button>
    </DisabledReason>
  )
}

/** Newest deletion first. */
function removedRows(registry: Registry): RemovedRow[] {
  return Object.entries(registry.products)
    .flatMap(([product, { removed }]) =>
      Object.entries(removed).map(([version, { removedAt }]) => ({
        product,
        version,
        removedAt,
        against: refusalOf(restoring({ product, version }), registry)?.sentence ?? null,
      })),
    )
    .sort((a, b) => b.removedAt.localeCompare(a.removedAt))
}
