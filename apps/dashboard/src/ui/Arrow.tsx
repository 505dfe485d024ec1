import { VisuallyHidden } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import classes from './Arrow.module.css'

/** "From here to there" between two words, read out as `words`: neither font of the page has an arrow. */
export function Arrow({ words = 'to' }: { words?: string }) {
  return (
    <>
      <IconArrowRight size={12} className={classes.root} aria-hidden />
      <VisuallyHidden component="span"> {words} </VisuallyHidden>
    </>
  )
}
