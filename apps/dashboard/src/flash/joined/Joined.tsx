import { reasonSentence } from '@cyberdeck-ota/core'
import type { Device } from '@cyberdeck-ota/schema'
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DeviceMark } from '../../fleet/DeviceMark.tsx'
import { deviceName } from '../../fleet/deviceNames.ts'
import { paths } from '../../paths.ts'
import { Copyable } from '../../ui/Copyable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import classes from './JoinedStep.module.css'
import { remarksOn, runsAnother } from './remarks.ts'
import type { Written } from './written.ts'

interface JoinedProps {
  device: Device
  /** As it was when it was heard at first. */
  first: Device
  written: Written
}

/** A board that has made its first check-in. */
export function Joined({ device, first, written }: JoinedProps) {
  const name = deviceName(device)
  return (
    <div className={classes.arrived} data-joined>
      <p className={classes.headline} role="status">
        <StatusDot tone="good">
          {runsAnother(first, written) ? name : written.title} is in the fleet
        </StatusDot>
      </p>
      {remarksOn(first, written).map((remark) => (
        <p key={remark} className={classes.remark}>
          <StatusDot tone="warning">{remark}</StatusDot>
        </p>
      ))}
      <Facts
        facts={[
          [
            'Device',
            <Anchor key="device" component={Link} to={paths.device(device.id)} inherit>
              {name}
            </Anchor>,
          ],
          ...(name === device.id
            ? []
            : [['Id', <Copyable key="id" value={device.id} label="id" />] as const]),
          ['Product', device.product],
          ['Says it runs', device.version ?? 'nothing'],
          ['State', <DeviceMark key="state" device={device} because />],
          ['Why', reasonSentence(device.reason)],
          ['Last seen', <RelativeTime key="seen" at={device.lastSeenAt} />],
        ]}
      />
    </div>
  )
}
