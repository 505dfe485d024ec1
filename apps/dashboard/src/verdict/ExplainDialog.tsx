import type { CheckInExplanation } from '@cyberdeck-ota/schema'
import { Modal, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { deviceQueries } from '../api/deviceQueries.ts'
import { answerOf } from '../fleet/verdictWords.ts'
import { Facts } from '../ui/Facts.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import classes from './ExplainDialog.module.css'
import { knownFacts, saidFacts } from './explainFacts.ts'
import { VerdictView } from './VerdictView.tsx'

interface ExplainDialogProps {
  /** Of the check-in. */
  id: number
  onClose: () => void
}

/** Why a recent check-in was answered as it was, from what was recorded then. Render it only while it is open. */
export function ExplainDialog({ id, onClose }: ExplainDialogProps) {
  const { data, error } = useQuery(deviceQueries.checkIn(id))
  return (
    <Modal opened onClose={onClose} title="Why this answer?" size="lg">
      {error ? <ProblemNotice error={error} /> : data ? <Explanation {...data} /> : <Skeleton height={320} />}
    </Modal>
  )
}

function Explanation({ record, sentence, said, known, revision, now }: CheckInExplanation) {
  const { word, tone } = answerOf(record)
  return (
    <Stack gap="md">
      <div>
        <p className={classes.line}>
          <StatusDot tone={tone}>
            <b>{word}</b>
          </StatusDot>{' '}
          <span className={classes.when}>
            <RelativeTime at={record.at} />, HTTP {record.status}, registry revision {revision}
          </span>
        </p>
        <p className={classes.line}>{sentence}</p>
      </div>
      <section>
        <h3 className={classes.heading}>What it said</h3>
        <Facts facts={[['Address', record.address], ...saidFacts(said)]} />
      </section>
      <section>
        <h3 className={classes.heading}>What was known of it then</h3>
        {known ? (
          <Facts facts={knownFacts(known)} />
        ) : (
          <p className={classes.line}>Nothing: it is not remembered as a device.</p>
        )}
      </section>
      {now && (
        <section>
          <h3 className={classes.heading}>The same poll now</h3>
          <VerdictView verdict={now} />
        </section>
      )}
    </Stack>
  )
}
