import type { Device } from '@cyberdeck-ota/schema'
import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { deviceQueries } from '../api/deviceQueries.ts'
import { lazyPart } from '../ui/lazyPart.ts'
import { Panel } from '../ui/Panel.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { CheckInsLine } from './CheckInsLine.tsx'
import { EventLine } from './EventLine.tsx'
import classes from './TimelinePanel.module.css'
import { type TimelineItem, timeline } from './timeline.ts'

const ExplainDialog = lazyPart(() => import('../verdict/ExplainDialog.tsx'), 'ExplainDialog')

/** What happened to a device, newest first, with its check-ins folded in. */
export function TimelinePanel({ device }: { device: Device }) {
  const events = useInfiniteQuery(deviceQueries.events(device.id))
  const checkIns = useQuery(deviceQueries.checkIns(device.id))
  const [explaining, setExplaining] = useState<number | null>(null)
  const error = events.error ?? checkIns.error
  const known = events.data?.pages.flatMap(({ items }) => items)
  return (
    <Panel
      title="Timeline"
      description={`${device.polls === 1 ? 'It has polled once' : `It has polled ${device.polls.toLocaleString('en')} times`}; its latest check-ins are here too`}
    >
      {error && <ProblemNotice error={error} />}
      {known && checkIns.data ? (
        <ol className={classes.list} aria-label="Timeline, newest first">
          {timeline(known, checkIns.data.items, !events.hasNextPage).map((item) => (
            <li key={keyOf(item)}>
              {item.kind === 'event' ? (
                <EventLine event={item.event} />
              ) : (
                <CheckInsLine checkIns={item.checkIns} onWhy={setExplaining} />
              )}
            </li>
          ))}
        </ol>
      ) : (
        !error && <Skeleton height={280} />
      )}
      {events.hasNextPage && (
        <Button
          size="xs"
          variant="subtle"
          mt="sm"
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          Show what was before
        </Button>
      )}
      {explaining !== null && (
        <Suspense>
          <ExplainDialog id={explaining} onClose={() => setExplaining(null)} />
        </Suspense>
      )}
    </Panel>
  )
}

/** A fold keeps its key while newer check-ins join it, so that it stays open. */
function keyOf(item: TimelineItem): string {
  return item.kind === 'event' ? `event ${item.event.id}` : `check-ins ${item.checkIns.at(-1)?.id}`
}
