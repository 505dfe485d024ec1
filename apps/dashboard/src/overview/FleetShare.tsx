import { ShareBar } from '../ui/ShareBar.tsx'
import classes from './FleetShare.module.css'

interface FleetShareProps {
  part: number
  whole: number
  /** Whether the whole is what is wanted; a beta is meant for a few. */
  bar: boolean
}

/** A share of the fleet in words, and as a bar where the whole is the aim. */
export function FleetShare({ part, whole, bar }: FleetShareProps) {
  return (
    <div className={classes.root}>
      {bar && <ShareBar part={part} whole={whole} />}
      <span className={classes.words}>
        {part.toLocaleString('en')} of {whole.toLocaleString('en')}{' '}
        {whole === 1 ? 'device runs' : 'devices run'} it
      </span>
    </div>
  )
}
