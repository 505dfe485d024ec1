import type { CheckInList } from '@cyberdeck-ota/schema'
import { Button, TextInput } from '@mantine/core'
import { IconAntenna, IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Panel } from '../ui/Panel.tsx'
import { hasWords, wordsOf } from '../ui/words.ts'
import classes from './CheckInsPanel.module.css'
import { checkInColumns } from './checkInColumns.tsx'
import { checkInText } from './checkInText.ts'
import { useArrivals } from './useArrivals.ts'

interface CheckInsPanelProps {
  list: CheckInList
  /** Words that each row must have. */
  find: string
  onFind: (words: string) => void
}

/** Rows before "Show more". */
const screenful = 20

/** Who called lately, what was said, and why. */
export function CheckInsPanel({ list, find, onFind }: CheckInsPanelProps) {
  const [expanded, setExpanded] = useState(false)
  const hasArrived = useArrivals(list.items)
  const words = wordsOf(find)
  const found = list.items.filter((item) => hasWords(checkInText(item), words))
  const rows = expanded ? found : found.slice(0, screenful)
  return (
    <Panel
      title="Recent check-ins"
      description={countSentence(list)}
      actions={
        list.items.length > 0 && (
          <TextInput
            size="xs"
            className={classes.filter}
            type="search"
            placeholder="Filter by words"
            aria-label="Filter check-ins by words"
            leftSection={<IconFilter size={14} aria-hidden />}
            value={find}
            onChange={(event) => onFind(event.currentTarget.value)}
          />
        )
      }
      flush
    >
      <DataTable
        label="Recent check-ins"
        columns={checkInColumns}
        rows={rows}
        rowKey={(item) => String(item.id)}
        mark={(item) => (hasArrived(item.id) ? 'new' : undefined)}
        empty={
          list.items.length === 0 ? (
            <EmptyState icon={<IconAntenna size={24} stroke={1.5} />} title="No board has called yet">
              Each poll shows here as it happens: who it was, what it runs, and what it was told.
            </EmptyState>
          ) : (
            <EmptyState
              icon={<IconFilter size={24} stroke={1.5} />}
              title="None of the latest check-ins has these words"
              action={
                <Button size="xs" variant="default" onClick={() => onFind('')}>
                  Show all
                </Button>
              }
            />
          )
        }
      />
      {found.length > rows.length && (
        <div className={classes.more}>
          <Button size="xs" variant="subtle" onClick={() => setExpanded(true)}>
            Show {found.length - rows.length} more
          </Button>
        </div>
      )}
    </Panel>
  )
}

function countSentence({ items, total }: CheckInList): string | undefined {
  if (total === 0) return undefined
  if (items.length === total) return `${total.toLocaleString('en')} since the server started`
  return `The latest ${items.length} of ${total.toLocaleString('en')} since the server started`
}
