import type { ApiToken } from '@cyberdeck-ota/schema'
import { IconKey } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../api/queries.ts'
import { columnsOf, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { NewButton } from '../ui/NewButton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { NewTokenDialog } from './NewTokenDialog.tsx'
import { RevokeToken } from './RevokeToken.tsx'

const column = columnsOf<ApiToken>()
const columns = column.columns([
  column.accessor('name', { header: 'Name' }),
  column.accessor('createdAt', { header: 'Made', cell: (cell) => <RelativeTime at={cell.getValue()} /> }),
  column.accessor('lastUsedAt', {
    header: 'Last used',
    cell: (cell) => {
      const at = cell.getValue()
      return at ? <RelativeTime at={at} /> : 'never'
    },
  }),
  column.accessor('expiresAt', {
    header: 'Valid',
    cell: (cell) => {
      const at = cell.getValue()
      return at ? `until ${new Date(at).toLocaleDateString('en', { dateStyle: 'medium' })}` : 'until revoked'
    },
  }),
  column.display({
    id: 'revoke',
    header: '',
    meta: { phone: 'aside' },
    cell: (cell) => <RevokeToken token={cell.row.original} />,
  }),
])

/** Keys for scripts and CI. */
export function TokensPanel() {
  const { data: tokens } = useSuspenseQuery(queries.tokens)
  const [making, setMaking] = useState(false)
  const make = <NewButton onClick={() => setMaking(true)}>New token</NewButton>
  return (
    <Panel
      title="API tokens"
      description="For scripts and CI: whoever has one may do what you may."
      actions={tokens.items.length > 0 && make}
      flush
    >
      <DataTable
        label="API tokens"
        columns={columns}
        rows={tokens.items}
        rowKey={(token) => token.id}
        empty={
          <EmptyState icon={<IconKey size={24} stroke={1.5} />} title="No token yet" action={make}>
            With one, a build server uploads by itself.
          </EmptyState>
        }
      />
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
    </Panel>
  )
}
