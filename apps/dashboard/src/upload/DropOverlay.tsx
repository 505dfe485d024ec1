import { Portal } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import classes from './DropOverlay.module.css'

interface DropOverlayProps {
  title: string
  text?: string | undefined
}

/** Says that dropping works here, wherever here is. */
export function DropOverlay({ title, text }: DropOverlayProps) {
  return (
    <Portal>
      <div className={classes.root} role="status">
        <div className={classes.target}>
          <IconFileUpload size={40} stroke={1.4} aria-hidden />
          <p className={classes.title}>{title}</p>
          {text && <p className={classes.text}>{text}</p>}
        </div>
      </div>
    </Portal>
  )
}
