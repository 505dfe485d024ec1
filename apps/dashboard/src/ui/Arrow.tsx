import { IconArrowRight } from '@tabler/icons-react'
import classes from './Arrow.module.css'

/** "From here to there" between two words, for the eye only: neither font of the page has an arrow. */
export function Arrow() {
  return <IconArrowRight size={12} className={classes.root} aria-hidden />
}
