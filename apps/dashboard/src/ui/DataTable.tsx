import {
  type ColumnDef,
  createColumnHelper,
  type RowData,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import type { ReactNode } from 'react'
import classes from './DataTable.module.css'
import { ariaSort, SortHeader } from './SortHeader.tsx'

interface ColumnMeta {
  /** On a phone's card: `aside` stands beside the title, `wide` takes a line of its own, without its label. */
  phone?: 'aside' | 'wide'
  /** What the table is sorted by after a click on the header; `-` in front turns it round. */
  sort?: string
}

const features = tableFeatures({ columnMeta: {} as ColumnMeta })

/** Column definitions of a {@link DataTable}; keep them at module scope. */
export function columnsOf<Row extends RowData>() {
  return createColumnHelper<typeof features, Row>()
}

// biome-ignore lint/suspicious/noExplicitAny: columns of one table have values of different types
export type Columns<Row extends RowData> = ColumnDef<typeof features, Row, any>[]

interface DataTableProps<Row extends RowData> {
  /** What the table lists, for screen readers. */
  label: string
  /** `header` must be a string: on a phone it labels the value in the card. `''` leaves it without one. */
  columns: Columns<Row>
  rows: Row[]
  rowKey: (row: Row) => string
  /** What stands there when `rows` is empty. */
  empty: ReactNode
  /** Marks rows, for instance one that has just arrived: sets `data-mark`. */
  mark?: (row: Row) => string | undefined
  /** What the rows are sorted by, and who sorts them. */
  sorting?: { by: string; onSort: (by: string) => void }
}

/** A table on a desk and cards on a phone. The first column is the card's title, the rest label and value. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, empty, mark, sorting } = props
  const table = useTable({ features, columns, data: rows, getRowId: rowKey })
  if (rows.length === 0) return <>{empty}</>
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) =>
              header.column.columnDef.header === '' ? (
                <td key={header.id} />
              ) : (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={ariaSort(sorting?.by, header.column.columnDef.meta?.sort)}
                >
                  <SortHeader sorting={sorting} sort={header.column.columnDef.meta?.sort}>
                    <table.FlexRender header={header} />
                  </SortHeader>
                </th>
              ),
            )}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id} data-mark={mark?.(row.original)}>
            {row.getAllCells().map((cell) => (
              <td
                key={cell.id}
                data-label={cell.column.columnDef.header || undefined}
                data-phone={cell.column.columnDef.meta?.phone}
              >
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
