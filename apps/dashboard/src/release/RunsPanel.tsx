import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../api/queries.ts'
import { devicesOf, devicesRunning, deviceWords } from '../fleet/fleetCounts.ts'
import { callerOf } from '../sketch/firstCall.ts'
import { Copyable } from '../ui/Copyable.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { callersRunning } from './callers.ts'
import classes from './RunsPanel.module.css'

/** Callers listed by name; the count says how many there are. */
const most = 6

/** Where a release runs, as far as the devices told. */
export function RunsPanel({ name, version }: { name: string; version: string }) {
  const { data: server } = useSuspenseQuery(queries.server)
  const { data: checkIns } = useSuspenseQuery(queries.checkIns)
  const { running } = server.fleet
  const devices = devicesRunning(running, name, version)
  const callers = callersRunning(checkIns.items, name, version)
  return (
    <Panel title="Runs on">
      <p className={classes.count}>
        {devices === 0
          ? 'No identified device has said so since the server started.'
          : `${deviceWords(devices)} of ${devicesOf(running, name).toLocaleString('en')} that called since the server started.`}
      </p>
      {callers.length > 0 && (
        <ul className={classes.list} aria-label="Latest callers that run it">
          {callers.slice(0, most).map((item) => (
            <li key={item.id}>
              <Copyable value={callerOf(item)} label={item.device ? 'device' : 'address'} />
              <RelativeTime at={item.at} />
            </li>
          ))}
        </ul>
      )}
      {callers.length > most && <p className={classes.more}>and {callers.length - most} more lately</p>}
    </Panel>
  )
}
