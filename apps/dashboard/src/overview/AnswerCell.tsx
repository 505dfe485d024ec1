import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { Progress } from '@mantine/core'
import { formatBytes } from '../ui/formatBytes.ts'
import { StatusDot } from '../ui/StatusDot.tsx'
import classes from './checkInColumns.module.css'
import { answerOf } from './verdictWords.ts'

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
        <>
          <Progress value={(running.sent / running.size) * 100} size="xs" aria-label="Download" />
          <span className={classes.progress}>
            {formatBytes(running.sent)} of {formatBytes(running.size)}
          </span>
        </>
      )}
    </span>
  )
}
