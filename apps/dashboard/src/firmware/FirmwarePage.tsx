import { Button } from '@mantine/core'
import { IconFilter, IconUpload } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../api/queries.ts'
import { ReleaseActions } from '../releaseActions/ReleaseActions.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'
import { pickFirmware } from '../upload/pickFirmware.ts'
import { FirmwareFilters } from './FirmwareFilters.tsx'
import { FirstUpload } from './FirstUpload.tsx'
import { ProductReleases } from './ProductReleases.tsx'
import { RecentlyDeleted } from './RecentlyDeleted.tsx'
import { type FirmwareFilter, releaseRows } from './releaseRows.ts'

interface FirmwarePageProps {
  filter: FirmwareFilter
  onFilter: (filter: FirmwareFilter) => void
}

/** Every release there is, what stands where, and what can be done about it. */
export function FirmwarePage({ filter, onFilter }: FirmwarePageProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const names = Object.keys(registry.products).sort()
  const any = Object.values(registry.products).some(({ releases }) => Object.keys(releases).length > 0)
  const products = names
    .map((name) => ({ name, rows: releaseRows(registry, server.fleet.running, name, filter) }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <ReleaseActions>
      <Page
        title="Firmware"
        description="Drop a .bin anywhere on this page, or on any other"
        actions={
          any && (
            <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={pickFirmware}>
              Upload .bin
            </Button>
          )
        }
      >
        {any ? <FirmwareFilters filter={filter} onFilter={onFilter} /> : <FirstUpload />}
        {products.map(({ name, rows }) => (
          <ProductReleases
            key={name}
            product={names.length === 1 && name === 'default' ? null : name}
            rows={rows}
          />
        ))}
        {any && products.length === 0 && (
          <Panel title="Releases">
            <EmptyState
              icon={<IconFilter size={24} stroke={1.5} />}
              title="No release passes this filter"
              action={
                <Button size="xs" variant="default" onClick={() => onFilter({ find: '', show: undefined })}>
                  Show all
                </Button>
              }
            />
          </Panel>
        )}
        <RecentlyDeleted registry={registry} />
      </Page>
    </ReleaseActions>
  )
}
