import type { DeviceSummary } from '@cyberdeck-ota/schema'
import { IconHandStop, IconPin } from '@tabler/icons-react'
import classes from './FollowsCell.module.css'

/** The channel a device follows, or the release it is pinned to, and whether it is held. */
export function FollowsCell({ device: { channel, pin, hold } }: { device: DeviceSummary }) {
  return (
    <span className={classes.root}>
      {pin === null ? (
        <span>{channel}</span>
      ) : (
        <span className={classes.mark}>
          <IconPin size={14} aria-hidden /> pin {pin}
        </span>
      )}
      {hold && (
        <span className={classes.mark}>
          <IconHandStop size={14} aria-hidden /> on hold
        </span>
      )}
    </span>
  )
}
