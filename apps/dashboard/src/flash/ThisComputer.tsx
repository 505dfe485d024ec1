import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { deviceQueries } from '../api/deviceQueries.ts'
import { BatchPanel } from './batch/BatchPanel.tsx'
import { batch } from './batch/batchStore.ts'
import { BoardStep } from './board/BoardStep.tsx'
import { FirmwareStep } from './choice/FirmwareStep.tsx'
import type { Firmware } from './choice/firmware.ts'
import type { DeskState } from './desk.ts'
import { desk } from './deskStore.ts'
import { JoinedStep } from './joined/JoinedStep.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'
import { leaveBoard, mustStay } from './leaving.ts'
import { OtherBoardStep } from './OtherBoardStep.tsx'
import { isAnotherBoard } from './rescue.ts'
import { StepPlace } from './StepPlace.tsx'
import { StartStep } from './start/StartStep.tsx'
import { type Step, stepNow } from './stepNow.ts'
import { WifiStep } from './wifi/WifiStep.tsx'
import { WriteStep } from './write/WriteStep.tsx'

interface ThisComputerProps {
  state: DeskState
  /** Id of the device that is rescued; null when none is. */
  device: string | null
  onChoose: (firmware: Firmware | null) => void
}

/** Since the page was left. */
let comeBack = () => {}

/** Flashing by this browser, step by step. */
export function ThisComputer({ state, device, onChoose }: ThisComputerProps) {
  const { kind } = state.flash
  const writing = mustStay(state.flash)
  const { on, boards } = useSyncExternalStore(batch.subscribe, batch.get)
  // A rescue is about one board, and who has begun with one is not asked about more.
  const offersBatch =
    device === null && (on || boards.length > 0 || (state.firmware !== null && kind === 'idle'))
  const other = useOtherBoard(state, device)
  // Whoever flashes many looks at the list of them.
  const now = on ? null : stepNow(state.flash)
  const momentOf = (step: Step) => (now?.step === step ? now.moment : null)
  useEffect(() => {
    comeBack()
    return () => {
      comeBack = leaveBoard(desk)
    }
  }, [])
  return (
    <>
      <LeaveGuard flash={state.flash} />
      <FirmwareStep firmware={state.firmware} locked={writing} onChoose={onChoose} />
      {offersBatch && <BatchPanel batch={batch} state={state} />}
      {/* The batch waits with a button of its own, and has a list for what becomes of each board. */}
      {!(on && kind === 'idle') && (
        <>
          <StepPlace moment={momentOf('board')}>
            <BoardStep state={state} desk={desk} />
          </StepPlace>
          <StepPlace moment={momentOf('write')}>
            {other ? <OtherBoardStep {...other} desk={desk} /> : <WriteStep state={state} desk={desk} />}
          </StepPlace>
          <StepPlace moment={momentOf('start')}>
            <StartStep state={state} desk={desk} />
          </StepPlace>
        </>
      )}
      {!on && (
        <>
          <StepPlace moment={momentOf('wifi')}>
            <WifiStep state={state} desk={desk} />
          </StepPlace>
          <StepPlace moment={momentOf('fleet')}>
            <JoinedStep state={state} />
          </StepPlace>
          {(kind === 'console' || kind === 'wifi' || kind === 'done') && (
            <Group>
              <Button variant="default" onClick={() => void desk.another()}>
                Flash another board
              </Button>
            </Group>
          )}
        </>
      )}
    </>
  )
}

/** The board that is there instead of the one to rescue, until somebody says that it is meant. */
function useOtherBoard({ flash }: DeskState, id: string | null) {
  const [meant, setMeant] = useState<string | null>(null)
  const { data: device } = useQuery({ ...deviceQueries.device(id ?? ''), enabled: id !== null })
  if (flash.kind !== 'ready' && flash.kind !== 'refused') return null
  const { mac } = flash.board
  if (!device || mac === null || mac === meant || !isAnotherBoard(device, mac)) return null
  return { device, mac, onGoOn: () => setMeant(mac) }
}
