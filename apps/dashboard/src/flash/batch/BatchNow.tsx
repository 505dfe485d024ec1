import { Alert, Button, Group } from '@mantine/core'
import { IconUsb } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import { BatchOver } from './BatchOver.tsx'
import classes from './BatchPanel.module.css'
import type { Batch, BatchStep } from './batch.ts'
import type { BatchBoard } from './batchBoard.ts'

interface BatchNowProps {
  batch: Batch
  step: BatchStep
  /** The board that was finished last. */
  over: BatchBoard | null
  /** Whether there is anything to flash. */
  hasFirmware: boolean
}

/** What the batch does now, and what it waits for. */
export function BatchNow({ batch, step, over, hasFirmware }: BatchNowProps) {
  const button = useRef<HTMLButtonElement>(null)
  // So that Enter goes on.
  useEffect(() => {
    if (step.kind !== 'busy' && isFree()) button.current?.focus({ preventScroll: true })
  }, [step.kind])
  if (step.kind === 'asking') {
    return (
      <Alert color="yellow" role="alert" title={`Number ${step.number} again?`}>
        <p className={classes.line}>{step.mac} has been flashed in this list already.</p>
        <Group gap="sm" mt="sm">
          <Button ref={button} variant="default" onClick={() => batch.answer(false)}>
            Skip it
          </Button>
          <Button onClick={() => batch.answer(true)}>Flash it again</Button>
        </Group>
      </Alert>
    )
  }
  return (
    <div className={classes.now}>
      {over && <BatchOver key={over.at} board={over} />}
      <p className={classes.line} role="status">
        {sentenceOf(step, hasFirmware)}
      </p>
      <DisabledReason reason={whyNotNext(step, hasFirmware)}>
        <Button
          ref={button}
          size="md"
          leftSection={<IconUsb size={18} aria-hidden />}
          onClick={() => void batch.next()}
        >
          Next board
        </Button>
      </DisabledReason>
      <p className={classes.note}>
        Boards that this browser has been shown before start by themselves. It asks for permission for each
        USB device that is new to it: press Next board, or Enter, and choose its port.
      </p>
    </div>
  )
}

function sentenceOf(step: Exclude<BatchStep, { kind: 'asking' }>, hasFirmware: boolean): string {
  if (step.kind === 'busy') return 'A board is on its way. Leave it plugged in.'
  if (!hasFirmware) return 'Choose firmware above; then plug in the first board.'
  if (step.problem !== null) return `${step.problem} Plug in a board, and press Next board.`
  return step.unplug ? 'Unplug it and plug in the next.' : 'Plug in a board.'
}

function whyNotNext(step: BatchStep, hasFirmware: boolean): string | null {
  if (step.kind === 'busy') return 'The board before is not finished yet.'
  return hasFirmware ? null : 'Choose firmware first.'
}

/** Whoever reads the console or types is not torn away. */
function isFree(): boolean {
  const { activeElement, body } = document
  return activeElement === null || activeElement === body || activeElement.closest('[data-batch]') !== null
}
