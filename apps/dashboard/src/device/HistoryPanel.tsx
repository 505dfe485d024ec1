import type { Device } from '@cyberdeck-ota/schema'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { deviceQueries } from '../api/deviceQueries.ts'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import classes from './HistoryPanel.module.css'
import { type Period, periods } from './history.ts'
import { ReleaseLink } from './ReleaseLink.tsx'

/** What a device has run, as far as its timeline was read. */
export function HistoryPanel({ device }: { device: Device }) {
  const { data } = useInfiniteQuery(deviceQueries.events(device.id))
  const history = data && periods(data.pages.flatMap(({ items }) => items))
  return (
    <Panel title="Firmware history">
      {!history && <Skeleton height={80} />}
      {history?.length === 0 && (
        <p className={classes.none}>Its timeline tells of no other firmware, as far as it is shown.</p>
      )}
      {history && history.length > 0 && (
        <ol className={classes.list} aria-label="Firmware history, newest first">
          {history.map((period) => (
            <li key={period.since}>
              {period.version === null ? (
                'said nothing'
              ) : (
                <ReleaseLink product={device.product} version={period.version} />
              )}
              <span className={classes.when}>
                <PeriodWords {...period} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function PeriodWords({ since, until }: Period) {
  return (
    <>
      since <RelativeTime at={since} />
      {until !== null && (
        <>
          , until <RelativeTime at={until} />
        </>
      )}
    </>
  )
}
