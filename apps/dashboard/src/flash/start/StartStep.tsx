import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Panel } from '../../ui/Panel.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import type { Desk, DeskState } from '../desk.ts'
import { Console } from './Console.tsx'
import classes from './StartStep.module.css'
import { startWords } from './startWords.ts'
import type { Started } from './whatRuns.ts'

interface StartStepProps {
  state: DeskState
  desk: Desk
}

/** What the board does with what was written: its own words, and what they mean. */
export function StartStep({ state: { flash }, desk }: StartStepProps) {
  if (flash.kind === 'console' || flash.kind === 'wifi' || flash.kind === 'done') {
    return (
      <Panel title="Start">
        <Running flash={flash} desk={desk} />
      </Panel>
    )
  }
  if (flash.kind !== 'resetting') {
    return <Panel title="Start" description="Shows what the board says when it starts, once it is written" />
  }
  return (
    <Panel title="Start">
      <p className={classes.line} role="status">
        <StatusDot tone="busy" pulse>
          Starting the board…
        </StatusDot>
      </p>
    </Panel>
  )
}

function Running({ flash, desk }: { flash: Started; desk: Desk }) {
  const { kind, board, console } = flash
  const start = startWords(flash)
  return (
    <div className={classes.root}>
      <div role="status">
        {start && (
          <p className={classes.line}>
            <StatusDot tone={start.tone} pulse={start.tone === 'busy'}>
              {start.words}
            </StatusDot>
          </p>
        )}
        {start?.more && <p className={classes.more}>{start.more}</p>}
      </div>
      {console.fault && (
        <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {console.fault.sentence}
        </Alert>
      )}
      {kind !== 'done' && !console.connected && (
        <p className={classes.line} role="status">
          <StatusDot tone="busy" pulse>
            Waiting for the port: the board restarts, or its cable is off
          </StatusDot>
        </p>
      )}
      <Console view={console} mac={board.mac} noReset={noReset(flash)} onReset={() => void desk.reset()} />
    </div>
  )
}

function noReset({ kind, console }: Started): string | null {
  if (kind === 'done') return 'The port is free again: connect the board anew to reset it'
  return console.connected ? null : 'The port is not there; it goes on when it comes back'
}
