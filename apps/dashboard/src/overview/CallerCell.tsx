import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { idWords } from '../fleet/deviceNames.ts'
import { paths } from '../paths.ts'
import { Copyable } from '../ui/Copyable.tsx'
import classes from './checkInColumns.module.css'

/** Who called: its identity where it has one, and where from. */
export function CallerCell({ item: { device, address, product, board } }: { item: CheckInRecord }) {
  const kind = [product, board].filter((name) => name !== null && name !== 'default').join(' · ')
  const id = device === null ? null : idWords(device)
  const under = [id === null || id === address ? null : address, kind].filter(Boolean).join(' · ')
  return (
    <span className={classes.caller}>
      {device === null || id === null ? (
        <Copyable value={address} label="address" />
      ) : (
        <Anchor component={Link} to={paths.device(device)} className={classes.device}>
          {id}
        </Anchor>
      )}
      {under && <span className={classes.address}>{under}</span>}
    </span>
  )
}
