import type { DeviceSummary } from '@cyberdeck-ota/schema'
import { Anchor, Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { deviceName, idWords, isWeak } from '../fleet/deviceNames.ts'
import { paths } from '../paths.ts'
import { Copyable } from '../ui/Copyable.tsx'
import classes from './DeviceCell.module.css'
import { useListContext } from './listContext.ts'
import { isChosen } from './selection.ts'

/** Which device it is, and whether it is chosen. */
export function DeviceCell({ device }: { device: DeviceSummary }) {
  const { selection } = useListContext()
  const name = deviceName(device)
  return (
    <span className={classes.root}>
      <Checkbox
        size="xs"
        className={classes.box}
        aria-label={`Choose ${name}`}
        checked={isChosen(selection.chosen, device.id)}
        // A change tells nothing of the Shift key, and a click comes from the keyboard too.
        onChange={() => {}}
        // A Shift click would select the text in between.
        onMouseDown={(event: MouseEvent) => event.shiftKey && event.preventDefault()}
        onClick={(event: MouseEvent) => selection.toggle(device.id, event.shiftKey)}
      />
      <span className={classes.names}>
        <Anchor
          component={Link}
          to={paths.device(device.id)}
          inherit
          className={classes.name}
          data-mono={device.name === null}
        >
          {name}
        </Anchor>
        {device.name !== null && <Copyable value={idWords(device.id)} label={`id of ${name}`} />}
        {isWeak(device) && <span className={classes.weak}>by its address only</span>}
      </span>
    </span>
  )
}
