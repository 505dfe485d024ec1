import { Button, Progress } from '@mantine/core'
import { wholePercent } from '../ui/progressWords.ts'
import classes from './SendingStep.module.css'
import { transferWords } from './transferWords.ts'
import type { UploadState } from './uploadState.ts'
import { uploads } from './uploadStore.ts'

type Sending = Extract<UploadState, { step: 'sending' }>

/** How far it has come, and the way to stop it. */
export function SendingStep({ id, state }: { id: number; state: Sending }) {
  return (
    <div className={classes.root}>
      <Progress
        value={wholePercent({ done: state.sent, total: state.total })}
        aria-label="Sent"
        transitionDuration={150}
      />
      <div className={classes.line}>
        <span className="numeric">{transferWords(state)}</span>
        <Button size="compact-sm" variant="default" onClick={() => uploads.cancel(id)}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

/** Uploads go one after another. */
export function WaitingStep({ id }: { id: number }) {
  return (
    <div className={classes.line}>
      <span>Waits for the upload before it.</span>
      <Button size="compact-sm" variant="default" onClick={() => uploads.cancel(id)}>
        Back to the form
      </Button>
    </div>
  )
}
