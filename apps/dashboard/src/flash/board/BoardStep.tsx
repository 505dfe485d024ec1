import { Button } from '@mantine/core'
import { Panel } from '../../ui/Panel.tsx'
import type { Desk, DeskState } from '../desk.ts'
import { FailureNotice } from '../failure/FailureNotice.tsx'
import { BoardFound } from './BoardFound.tsx'
import { BoardLine } from './BoardLine.tsx'
import { Connect } from './Connect.tsx'
import { Connecting } from './Connecting.tsx'

interface BoardStepProps {
  state: DeskState
  desk: Desk
}

/** The board on the cable: how to reach it, what it is, and what stands in its flash. */
export function BoardStep({ state, desk }: BoardStepProps) {
  const { kind } = state.flash
  const held = kind === 'connecting' || kind === 'checking' || kind === 'ready' || kind === 'refused'
  return (
    <Panel
      title="Board"
      actions={
        held && (
          <Button size="compact-sm" variant="default" onClick={() => void desk.cancel()}>
            Cancel
          </Button>
        )
      }
    >
      <Content state={state} desk={desk} />
    </Panel>
  )
}

function Content({ state, desk }: BoardStepProps) {
  const { flash } = state
  switch (flash.kind) {
    case 'idle':
    case 'choosing-port':
      return <Connect state={state} desk={desk} />
    case 'connecting':
    case 'checking':
      return <Connecting flash={flash} />
    case 'ready':
    case 'refused':
    case 'writing':
      return <BoardFound state={state} flash={flash} desk={desk} />
    case 'resetting':
    case 'console':
    case 'wifi':
    case 'done':
      return <BoardLine board={flash.board} />
    case 'failed':
      return flash.whileWriting && flash.board ? (
        <BoardLine board={flash.board} />
      ) : (
        <FailureNotice failure={flash} log={state.log} desk={desk} />
      )
  }
}
