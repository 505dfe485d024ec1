import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { AttemptProgress } from '../fleet/AttemptProgress.tsx'
import { answerOf } from '../fleet/verdictWords.ts'
import { StatusDot } from '../ui/StatusDot.tsx'
import classes from './checkInColumns.module.css'

/** What was answered, and how far an image has come. */
export function AnswerCell({ item }: { item: CheckInRecord }) {
  const { word, tone } = answerOf(item)
  const running = item.download?.state === 'running' ? item.download : null
  return (
    <span className={classes.answer}>
      <StatusDot tone={tone} pulse={running !== null}>
        {word}
      </StatusDot>
      {running && (
        <AttemptProgress acknowledged={running.sent} size={running.size} approximate={running.approximate} />
      )}
    </span>
  )
}
