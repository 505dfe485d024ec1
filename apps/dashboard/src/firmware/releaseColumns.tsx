import { listOf } from '@cyberdeck-ota/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { ReleaseBadges } from '../releaseActions/ReleaseBadges.tsx'
import { ReleaseMenu } from '../releaseActions/ReleaseMenu.tsx'
import { SetLatestButton } from '../releaseActions/SetLatestButton.tsx'
import { Bytes } from '../ui/Bytes.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { type Columns, columnsOf } from '../ui/DataTable.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { DeviceShare } from './DeviceShare.tsx'
import classes from './releaseColumns.module.css'
import type { ReleaseRow } from './releaseRows.ts'

const column = columnsOf<ReleaseRow>()

export const releaseColumns: Columns<ReleaseRow> = [
  column.display({
    id: 'version',
    header: 'Version',
    cell: ({ row: { original: row } }) => <VersionCell row={row} />,
  }),
  column.display({
    id: 'notes',
    header: 'Notes',
    cell: ({ row }) =>
      row.original.release.notes && <span className={classes.notes}>{row.original.release.notes}</span>,
  }),
  column.display({
    id: 'image',
    header: 'Image',
    cell: ({ row }) => <ImageCell row={row.original} />,
  }),
  column.display({
    id: 'devices',
    header: 'Devices',
    cell: ({ row }) =>
      row.original.devicesInAll > 0 && (
        <DeviceShare part={row.original.devices} whole={row.original.devicesInAll} />
      ),
  }),
  column.display({
    id: 'uploaded',
    header: 'Uploaded',
    cell: ({ row }) => <RelativeTime at={row.original.release.uploadedAt} />,
  }),
  column.display({ id: 'actions', header: '', cell: ({ row }) => <ActionsCell row={row.original} /> }),
]

function VersionCell({ row: { productName, product, release } }: { row: ReleaseRow }) {
  const { version, minFrom, aliases } = release
  return (
    <span className={classes.version}>
      <Link to={paths.release({ product: productName, version })}>{version}</Link>
      <ReleaseBadges product={product} version={version} />
      {minFrom && <span className={classes.remark}>after {minFrom}</span>}
      {aliases && <span className={classes.remark}>also {listOf(aliases)}</span>}
    </span>
  )
}

function ImageCell({ row: { product, release } }: { row: ReleaseRow }) {
  const builds = Object.entries(release.builds)
  const isPlain = Object.keys(product.boards).every((board) => board === 'default')
  return (
    <ul className={classes.builds}>
      {builds.map(([board, { chip, size, sha256 }]) => (
        <li key={board}>
          <span>
            {!isPlain && `${board}: `}
            {chip ?? 'unknown chip'} · <Bytes value={size} />
          </span>
          <Copyable value={sha256} head={12} label={`SHA-256 of ${release.version}`} />
        </li>
      ))}
    </ul>
  )
}

function ActionsCell({ row: { registry, productName, product, release } }: { row: ReleaseRow }) {
  const isLatest = product.channels.stable?.version === release.version
  return (
    <span className={classes.actions}>
      {!isLatest && (
        <SetLatestButton
          size="compact-sm"
          variant="default"
          release={{ product: productName, version: release.version }}
          product={product}
        />
      )}
      <ReleaseMenu registry={registry} productName={productName} product={product} release={release} />
    </span>
  )
}
