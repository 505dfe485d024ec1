import type { DeviceEvent } from '@cyberdeck-ota/schema'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import { eventWords } from './eventWords.ts'
import classes from './TimelinePanel.module.css'

/** Something that happened to a device. */
export function EventLine({ event: { at, detail: what } }: { event: DeviceEvent }) {
  const { tone, title, detail } = eventWords(what)
  return (
    <div className={classes.line}>
      <StatusDot tone={tone}>
        <b>{title}</b>
      </StatusDot>
      <span className={classes.when}>
        <RelativeTime at={at} />
      </span>
      {detail && <p className={classes.detail}>{detail}</p>}
    </div>
  )
}
