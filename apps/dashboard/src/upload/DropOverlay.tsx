import { Portal } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import classes from './DropOverlay.module.css'

/** Says that dropping works here, wherever here is. */
export function DropOverlay() {
  return (
    <Portal>
      <div className={classes.root} role="status">
        <div className={classes.target}>
          <IconFileUpload size={40} stroke={1.4} aria-hidden />
          <p className={classes.title}>Drop the firmware</p>
          <p className={classes.text}>It is read here first; nothing is sent until you say so.</p>
        </div>
      </div>
    </Portal>
  )
}
