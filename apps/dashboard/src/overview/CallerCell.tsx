import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { Copyable } from '../ui/Copyable.tsx'
import classes from './checkInColumns.module.css'

/** Who called: its identity where it has one, and where from. */
export function CallerCell({ item: { device, address, product, board } }: { item: CheckInRecord }) {
  const kind = [product, board].filter((name) => name !== null && name !== 'default').join(' · ')
  const under = [device ? address : null, kind].filter(Boolean).join(' · ')
  return (
    <span className={classes.caller}>
      <Copyable value={device ?? address} label={device ? 'device' : 'address'} />
      {under && <span className={classes.address}>{under}</span>}
    </span>
  )
}
