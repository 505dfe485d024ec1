import type { Product, Registry } from '@cyberdeck-ota/schema'
import { useState } from 'react'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { NewButton } from '../ui/NewButton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { NewBoardDialog } from './BoardDialog.tsx'
import { boardColumns } from './boardColumns.tsx'
import { boardRows } from './boardRows.ts'

interface BoardsPanelProps {
  registry: Registry
  /** Of the product. */
  name: string
  product: Product
}

/** The hardware variants of a product. */
export function BoardsPanel({ registry, name, product }: BoardsPanelProps) {
  const [making, setMaking] = useState(false)
  const make = <NewButton onClick={() => setMaking(true)}>New board</NewButton>
  return (
    <Panel
      title="Boards"
      description="Hardware variants that each need an image of their own"
      actions={Object.keys(product.boards).length > 0 && make}
      flush
    >
      <DataTable
        label="Boards"
        columns={boardColumns}
        rows={boardRows(registry, name, product)}
        rowKey={({ board }) => board}
        empty={
          <EmptyState title="No board yet" action={make}>
            The first upload makes one. A product with one board never has to say its name.
          </EmptyState>
        }
      />
      {making && <NewBoardDialog registry={registry} name={name} onClose={() => setMaking(false)} />}
    </Panel>
  )
}
