import type { DeviceSummary } from '@cyberdeck-ota/schema'
import { StatusDot } from '../ui/StatusDot.tsx'
import classes from './DeviceMark.module.css'
import { stateMark } from './stateWords.ts'

interface DeviceMarkProps {
  device: Pick<DeviceSummary, 'state' | 'reason' | 'silent'>
  /** Say what is in the way too. */
  because?: boolean
}

/** Where a device stands, as a dot and a word, and that it is silent where it is. */
export function DeviceMark({ device, because: wanted = false }: DeviceMarkProps) {
  const { word, tone, pulse, because } = stateMark(device)
  return (
    <span className={classes.root}>
      <StatusDot tone={tone} pulse={pulse}>
        {word}
        {wanted && because && <span className={classes.because}>, {because}</span>}
      </StatusDot>
      {device.silent && <StatusDot tone="warning">Silent</StatusDot>}
    </span>
  )
}
