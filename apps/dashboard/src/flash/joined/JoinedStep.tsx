import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import type { DeskState } from '../desk.ts'
import { Joined } from './Joined.tsx'
import { type OnCable, onCable } from './onCable.ts'
import { useArrival } from './useArrival.ts'
import { Waiting } from './Waiting.tsx'

/** Waits for the first check-in of the board that was flashed, and turns green when it comes. */
export function JoinedStep({ state }: { state: DeskState }) {
  const board = onCable(state)
  const later = state.startedAt === null
  return (
    <Panel title="In the fleet" description={later && 'Turns green when the board makes its first check-in'}>
      {!board || (board.mac === null && later) ? null : board.mac === null ? (
        <Text size="sm">
          The chip did not tell its MAC, so its check-ins cannot be told from those of others. Look for it
          among the{' '}
          <Anchor component={Link} to={paths.devices()} inherit>
            devices
          </Anchor>
          .
        </Text>
      ) : (
        <Arriving key={board.mac} mac={board.mac} written={board.written} state={state} />
      )}
    </Panel>
  )
}

interface ArrivingProps extends OnCable {
  mac: string
  state: DeskState
}

function Arriving({ mac, written, state: { startedAt, flash, turn } }: ArrivingProps) {
  const arrival = useArrival({ mac, turn: `${turn}`, started: startedAt !== null, written })
  if (startedAt === null) return null
  switch (arrival.kind) {
    case 'unknown':
      return <ProblemNotice error={arrival.error} retry={arrival.retry} />
    case 'joined':
      return <Joined device={arrival.device} first={arrival.first} written={written} />
    case 'waiting':
      return (
        <Waiting
          mac={mac}
          written={written}
          startedAt={startedAt}
          flash={flash}
          candidates={arrival.candidates}
        />
      )
  }
}
