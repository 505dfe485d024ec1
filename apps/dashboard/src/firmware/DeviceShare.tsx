import { ShareBar } from '../ui/ShareBar.tsx'
import classes from './DeviceShare.module.css'

/** How many of a product's devices run a release. Cut, not rounded: 999 of 1000 is not 100 %. */
export function DeviceShare({ part, whole }: { part: number; whole: number }) {
  const percent = Math.trunc((part / whole) * 100)
  return (
    <span
      className={classes.root}
      title={`${part.toLocaleString('en')} of ${whole.toLocaleString('en')} devices`}
    >
      <span className={classes.bar}>
        <ShareBar part={part} whole={whole} />
      </span>
      <span className="numeric">
        {part.toLocaleString('en')}
        {part > 0 && <span className={classes.percent}> · {percent} %</span>}
      </span>
    </span>
  )
}
