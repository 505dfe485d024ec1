import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Bytes } from '../../ui/Bytes.tsx'
import { type Columns, columnsOf, DataTable } from '../../ui/DataTable.tsx'
import { AddressField } from './AddressField.tsx'
import classes from './FileTable.module.css'
import type { FileRow } from './filesDraft.ts'
import { fileWords } from './fileWords.ts'
import type { Files } from './useFiles.ts'

interface Row extends FileRow {
  /** What stands in place of an address that can be typed; null where one can. */
  fixed: string | null
  onAddress: (text: string) => void
  onRemove: () => void
}

const column = columnsOf<Row>()

const columns: Columns<Row> = [
  column.display({
    id: 'name',
    header: 'File',
    cell: ({ row }) => <span className={classes.name}>{row.original.file.name}</span>,
  }),
  column.display({
    id: 'what',
    header: 'What it is',
    meta: { phone: 'wide' },
    cell: ({ row }) => fileWords(row.original.file.what),
  }),
  column.display({
    id: 'size',
    header: 'Size',
    cell: ({ row }) => (
      <span className={classes.size}>
        <Bytes value={row.original.file.bytes.length} />
      </span>
    ),
  }),
  column.display({
    id: 'address',
    header: 'Address',
    cell: ({ row: { original: row } }) => <AddressCell row={row} />,
  }),
  column.display({
    id: 'remove',
    header: '',
    meta: { phone: 'aside' },
    cell: ({ row }) => (
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Remove ${row.original.file.name}`}
        onClick={row.original.onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    ),
  }),
]

/** The chosen files, what each is, and where in flash it goes. */
export function FileTable({ files }: { files: Files }) {
  const { manifest, setAddress, remove } = files
  const rows = files.rows.map(
    (row): Row => ({
      ...row,
      fixed:
        manifest && (manifest.unused.includes(row.file.name) ? 'not in the manifest' : 'by the manifest'),
      onAddress: (text) => setAddress(row.file.name, text),
      onRemove: () => remove(row.file.name),
    }),
  )
  return (
    <div className={classes.root}>
      <DataTable label="Files" columns={columns} rows={rows} rowKey={({ file }) => file.name} empty={null} />
    </div>
  )
}

function AddressCell({ row: { file, addressText, fixed, onAddress } }: { row: Row }) {
  const { kind } = file.what
  if (kind === 'refused' || kind === 'manifest') return null
  if (fixed) return fixed
  return <AddressField name={file.name} text={addressText} required={kind === 'data'} onChange={onAddress} />
}
