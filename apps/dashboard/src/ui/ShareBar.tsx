import classes from './ShareBar.module.css'

/** A part of a whole as a bar, without words: put them beside it. Cut to whole percents, so 999 of 1000 is not full. */
export function ShareBar({ part, whole }: { part: number; whole: number }) {
  return (
    <svg className={classes.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden>
      <rect width="100" height="1" className={classes.track} />
      <rect width={Math.trunc((part / whole) * 100)} height="1" className={classes.fill} />
    </svg>
  )
}
