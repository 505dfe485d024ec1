import type { FlashState } from '@cyberdeck-ota/flasher'
import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import { progressWords, wholePercent } from '../../ui/progressWords.ts'
import type { Desk } from '../desk.ts'
import { StopDialog } from './StopDialog.tsx'
import classes from './Writing.module.css'
import { totalBytes, whatWords } from './writeWords.ts'

type WritingState = Extract<FlashState, { kind: 'writing' }>

/** How far writing has come, and the way to stop it. */
export function Writing({ flash, desk }: { flash: WritingState; desk: Desk }) {
  const [asking, setAsking] = useState(false)
  const { phase, fraction, bytesPerSecond, secondsLeft } = flash
  const total = totalBytes(flash.plan)
  const done = fraction * total
  return (
    <div className={classes.root}>
      <p className={classes.phase} role="status">
        {phaseWords(flash)}
      </p>
      {phase === 'erasing' ? (
        <Progress.Root>
          <Progress.Section
            value={100}
            animated
            withAria={false}
            role="progressbar"
            aria-label="Erasing; how far it is cannot be told"
          />
        </Progress.Root>
      ) : (
        <Progress value={wholePercent({ done, total })} aria-label="Written" transitionDuration={150} />
      )}
      <div className={classes.line}>
        <span className="numeric">
          {phase === 'erasing'
            ? 'Takes up to a minute'
            : progressWords({ done, total, bytesPerSecond, secondsLeft })}
        </span>
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          Cancel
        </Button>
      </div>
      <p className={classes.hint}>Keep this tab open and the cable in.</p>
      {asking && (
        <StopDialog
          title="Stop writing?"
          flash={flash}
          stop="Stop writing"
          onClose={() => setAsking(false)}
          onStop={() => void desk.cancel()}
        />
      )}
    </div>
  )
}

function phaseWords({ phase, plan, index }: WritingState): string {
  if (phase === 'erasing') return 'Erasing everything on the board…'
  const write = plan.writes[index]
  const what = write ? whatWords(write, plan) : ''
  const which = plan.writes.length > 1 ? ` (${index + 1} of ${plan.writes.length})` : ''
  return `${phase === 'writing' ? 'Writing' : 'Verifying'}: ${what}${which}`
}
