import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { deviceQueries } from '../api/deviceQueries.ts'
import { ApiProblem } from '../api/request.ts'
import { DeviceMark } from '../fleet/DeviceMark.tsx'
import { deviceName, identityWords, idWords, isWeak } from '../fleet/deviceNames.ts'
import { paths } from '../paths.ts'
import { PageSkeleton } from '../shell/PageSkeleton.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { Page } from '../ui/Page.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { AssignedPanel } from './AssignedPanel.tsx'
import { AttemptsPanel } from './AttemptsPanel.tsx'
import { DeviceActions } from './DeviceActions.tsx'
import classes from './DevicePage.module.css'
import { HistoryPanel } from './HistoryPanel.tsx'
import { MissingDevice } from './MissingDevice.tsx'
import { NowPanel } from './NowPanel.tsx'
import { QuarantinesPanel } from './QuarantinesPanel.tsx'
import { RenameDevice } from './RenameDevice.tsx'
import { ReportedPanel } from './ReportedPanel.tsx'
import { TimelinePanel } from './TimelinePanel.tsx'
import { WeakNotice } from './WeakNotice.tsx'

/** Everything about one device. */
export function DevicePage({ id }: { id: string }) {
  const { data: device, error } = useQuery(deviceQueries.device(id))
  const devices = (
    <Anchor component={Link} to={paths.devices()} size="sm">
      Devices
    </Anchor>
  )
  if (error instanceof ApiProblem && error.code === 'unknown-device') {
    return <MissingDevice id={id} back={devices} />
  }
  if (!device) {
    return error ? (
      <Page title={idWords(id)} back={devices}>
        <ProblemNotice error={error} />
      </Page>
    ) : (
      <PageSkeleton />
    )
  }
  return (
    <Page
      title={deviceName(device)}
      beside={<RenameDevice device={device} />}
      back={devices}
      description={
        <span className={classes.description}>
          <DeviceMark device={device} because />
          <span className={classes.identity}>
            <Copyable value={idWords(device.id)} label="id" /> known by {identityWords[device.identity]}
          </span>
          <span>
            seen <RelativeTime at={device.lastSeenAt} />
          </span>
        </span>
      }
      actions={<DeviceActions device={device} />}
    >
      {isWeak(device) && <WeakNotice device={device} />}
      <NowPanel device={device} />
      {device.quarantines.length > 0 && <QuarantinesPanel device={device} />}
      <div className={classes.columns}>
        <AssignedPanel device={device} />
        <ReportedPanel device={device} />
      </div>
      <div className={classes.story}>
        <TimelinePanel device={device} />
        <div className={classes.side}>
          <HistoryPanel device={device} />
          <AttemptsPanel device={device} />
        </div>
      </div>
    </Page>
  )
}
