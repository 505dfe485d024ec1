import type { CheckInList } from '@cyberdeck-ota/schema'
import { Button, TextInput } from '@mantine/core'
import { IconAntenna, IconFilter, IconFlask } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useDemoOffer } from '../demo/useDemoOffer.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { lazyPart } from '../ui/lazyPart.ts'
import { Panel } from '../ui/Panel.tsx'
import { hasWords, wordsOf } from '../ui/words.ts'
import classes from './CheckInsPanel.module.css'
import { checkInColumns } from './checkInColumns.tsx'
import { checkInText } from './checkInText.ts'
import { useArrivals } from './useArrivals.ts'
import { ExplainContext } from './WhyCell.tsx'

const SimulateDialog = lazyPart(() => import('../verdict/SimulateDialog.tsx'), 'SimulateDialog')
const ExplainDialog = lazyPart(() => import('../verdict/ExplainDialog.tsx'), 'ExplainDialog')

interface CheckInsPanelProps {
  list: CheckInList
  /** Words that each row must have. */
  find: string
  /** Whether the demo fleet is offered here while nobody has called. */
  offersDemo: boolean
  onFind: (words: string) => void
}

/** Rows before "Show more". */
const screenful = 20

/** Who called lately, what was said, and why. */
export function CheckInsPanel({ list, find, offersDemo, onFind }: CheckInsPanelProps) {
  const [expanded, setExpanded] = useState(false)
  const [asking, setAsking] = useState<number | 'simulate' | null>(null)
  const demo = useDemoOffer()
  const hasArrived = useArrivals(list.items)
  const words = wordsOf(find)
  const found = list.items.filter((item) => hasWords(checkInText(item), words))
  const rows = expanded ? found : found.slice(0, screenful)
  return (
    <Panel
      title="Recent check-ins"
      description={countSentence(list)}
      actions={
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFlask size={14} aria-hidden />}
            onClick={() => setAsking('simulate')}
          >
            Simulate
          </Button>
          {list.items.length > 0 && (
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
          )}
        </>
      }
      flush
    >
      <ExplainContext value={setAsking}>
        <DataTable
          label="Recent check-ins"
          columns={checkInColumns}
          rows={rows}
          rowKey={(item) => String(item.id)}
          mark={(item) => (hasArrived(item.id) ? 'new' : undefined)}
          empty={
            list.items.length === 0 ? (
              <EmptyState
                icon={<IconAntenna size={24} stroke={1.5} />}
                title="No board has called yet"
                action={
                  offersDemo &&
                  demo && (
                    <Button size="xs" variant="default" loading={demo.starting} onClick={demo.start}>
                      Show me with a demo fleet
                    </Button>
                  )
                }
              >
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
      </ExplainContext>
      {found.length > rows.length && (
        <div className={classes.more}>
          <Button size="xs" variant="subtle" onClick={() => setExpanded(true)}>
            Show {found.length - rows.length} more
          </Button>
        </div>
      )}
      {asking !== null && (
        <Suspense>
          {asking === 'simulate' ? (
            <SimulateDialog onClose={() => setAsking(null)} />
          ) : (
            <ExplainDialog id={asking} onClose={() => setAsking(null)} />
          )}
        </Suspense>
      )}
    </Panel>
  )
}

function countSentence({ items, total }: CheckInList): string | undefined {
  if (total === 0) return undefined
  if (items.length === total) return `${total.toLocaleString('en')} since the server started`
  return `The latest ${items.length} of ${total.toLocaleString('en')} since the server started`
}
