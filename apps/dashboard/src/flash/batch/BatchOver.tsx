import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { StatusDot } from '../../ui/StatusDot.tsx'
import classes from './BatchPanel.module.css'
import type { BatchBoard } from './batchBoard.ts'

/** What became of the board that is to be unplugged now. A failure is not overlooked. */
export function BatchOver({ board: { mac, outcome, sentence } }: { board: BatchBoard }) {
  const name = mac === null ? 'The board' : `Board ${mac}`
  if (outcome === 'flashed') {
    return (
      <p className={classes.line} role="status">
        <StatusDot tone="good">{name} is written</StatusDot>
      </p>
    )
  }
  const words = outcome === 'failed' ? 'failed' : 'is written, but does not start'
  return (
    <Alert color="red" role="alert" w="100%" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <b>
        {name} {words}
        {sentence === null ? '.' : `: ${sentence}`}
      </b>
    </Alert>
  )
}
