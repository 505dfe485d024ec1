import { Button, Group } from '@mantine/core'
import { IconUsb } from '@tabler/icons-react'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import type { Desk, DeskState } from '../desk.ts'
import classes from './Connect.module.css'
import { NoPortHelp } from './NoPortHelp.tsx'

const pick = 'Pick the port in the list that the browser shows.'

/** Asks for the port that the board is on; the list of ports is the browser's own. */
export function Connect({ state, desk }: { state: DeskState; desk: Desk }) {
  const asking = state.flash.kind === 'choosing-port'
  return (
    <div className={classes.root}>
      <p className={classes.text}>
        Plug the board in by USB. Your browser then lists the ports: pick the one called <em>CP2102</em>,{' '}
        <em>CH340</em>, <em>CH9102</em>, <em>FT232</em>, <em>USB Serial</em> or{' '}
        <em>USB JTAG/serial debug unit</em>. The board is looked at first; nothing is written yet.
      </p>
      <Group gap="sm">
        <DisabledReason reason={asking ? pick : null}>
          <Button
            size="md"
            variant={state.firmware ? 'filled' : 'default'}
            leftSection={<IconUsb size={18} aria-hidden />}
            onClick={() => void desk.connect()}
          >
            Connect
          </Button>
        </DisabledReason>
        <span className={classes.asking} role="status">
          {asking && pick}
        </span>
      </Group>
      <NoPortHelp />
    </div>
  )
}
