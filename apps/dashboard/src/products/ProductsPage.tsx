import { Button } from '@mantine/core'
import { IconPackages, IconPlus } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../api/queries.ts'
import { devicesOf } from '../fleet/fleetCounts.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'
import { NewProductDialog } from './NewProductDialog.tsx'
import { productColumns } from './productColumns.tsx'

/** Every product: its boards, its channels and what they point at. */
export function ProductsPage() {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const [making, setMaking] = useState(false)
  const rows = Object.entries(registry.products)
    .map(([name, product]) => ({ name, product, devices: devicesOf(server.fleet.running, name) }))
    .sort((a, b) => a.name.localeCompare(b.name))
  const make = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      New product
    </Button>
  )
  return (
    <Page
      title="Products"
      description="One firmware project each, with a build per board, and channels that point at releases"
      actions={rows.length > 0 && make}
    >
      <Panel title="All products" flush>
        <DataTable
          label="Products"
          columns={productColumns}
          rows={rows}
          rowKey={({ name }) => name}
          empty={
            <EmptyState icon={<IconPackages size={24} stroke={1.5} />} title="No product yet" action={make}>
              The first upload makes the product it names, <code>default</code> when it names none. Boards
              that name no product get that one.
            </EmptyState>
          }
        />
      </Panel>
      {making && <NewProductDialog registry={registry} onClose={() => setMaking(false)} />}
    </Page>
  )
}
