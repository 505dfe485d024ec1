import type { FlashPlan } from '@cyberdeck-ota/flasher'
import { Panel } from '../../ui/Panel.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import type { Desk, DeskState } from '../desk.ts'
import { FailureNotice } from '../failure/FailureNotice.tsx'
import { BeforeWriting } from './BeforeWriting.tsx'
import classes from './WriteStep.module.css'
import { Writing } from './Writing.tsx'
import { amountWords } from './writeWords.ts'

interface WriteStepProps {
  state: DeskState
  desk: Desk
}

/** From the plan to verified flash. */
export function WriteStep({ state, desk }: WriteStepProps) {
  return (
    <Panel title="Write" description={isLater(state) && 'Shows what goes where, once a board is connected'}>
      {!isLater(state) && <Content state={state} desk={desk} />}
    </Panel>
  )
}

function Content({ state, desk }: WriteStepProps) {
  const { flash } = state
  switch (flash.kind) {
    case 'ready':
    case 'refused':
      return <BeforeWriting state={state} flash={flash} desk={desk} />
    case 'writing':
      return <Writing flash={flash} desk={desk} />
    case 'resetting':
    case 'console':
    case 'wifi':
    case 'done':
      return <Written plan={flash.plan} />
    case 'failed':
      return <FailureNotice failure={flash} log={state.log} desk={desk} />
    default:
      return null
  }
}

function isLater({ flash }: DeskState): boolean {
  switch (flash.kind) {
    case 'idle':
    case 'choosing-port':
    case 'connecting':
    case 'checking':
      return true
    case 'failed':
      return !flash.whileWriting
    default:
      return false
  }
}

function Written({ plan }: { plan: FlashPlan }) {
  return (
    <p className={classes.written} role="status">
      <StatusDot tone="good">Written and verified (MD5): {amountWords(plan)}</StatusDot>
    </p>
  )
}
