import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { deviceQueries } from '../api/deviceQueries.ts'
import { DeviceCount } from '../fleet/DeviceCount.tsx'
import { deviceName } from '../fleet/deviceNames.ts'
import { paths } from '../paths.ts'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import classes from './RunsPanel.module.css'
import { runningQuery } from './runningQuery.ts'

/** Devices listed by name; the count says how many there are. */
const most = 6

/** Where a release runs, by the digest of each device, else by what it says. */
export function RunsPanel({ name, version }: { name: string; version: string }) {
  const query = runningQuery(name, version)
  const { data: found } = useQuery(deviceQueries.some(query))
  return (
    <Panel title="Runs on">
      <p className={classes.count}>
        <DeviceCount query={query} underlined /> of <DeviceCount query={`product:${name}`} underlined />{' '}
        known.
      </p>
      {found && found.items.length > 0 && (
        <ul className={classes.list} aria-label="Devices that run it, latest seen first">
          {found.items.slice(0, most).map((device) => (
            <li key={device.id}>
              <Anchor component={Link} to={paths.device(device.id)} inherit>
                {deviceName(device)}
              </Anchor>
              <RelativeTime at={device.lastSeenAt} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
