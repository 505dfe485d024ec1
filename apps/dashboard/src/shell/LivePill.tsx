import { Tooltip } from '@mantine/core'
import { useLive } from '../api/liveConnection.ts'
import { StatusDot } from '../ui/StatusDot.tsx'
import classes from './LivePill.module.css'

/** Whether changes show by themselves. What is on screen stays there meanwhile. */
export function LivePill() {
  const live = useLive() === 'live'
  return (
    <Tooltip
      label={
        live
          ? 'Changes show here by themselves'
          : 'The live connection is gone. What you see may be a few seconds old; the page keeps asking.'
      }
      events={{ hover: true, focus: true, touch: true }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip must be reachable by keyboard */}
      <span className={classes.root} role="status" tabIndex={0}>
        <StatusDot tone={live ? 'good' : 'warning'} pulse={!live}>
          {live ? 'Live' : 'Reconnecting'}
        </StatusDot>
      </span>
    </Tooltip>
  )
}
