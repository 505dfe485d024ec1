import type { Attempt, Device } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { attemptMarks, bytesWords, evidenceSentence } from '../fleet/attemptWords.ts'
import { isWeak } from '../fleet/deviceNames.ts'
import { Arrow } from '../ui/Arrow.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import classes from './AttemptsPanel.module.css'

/** Attempts before "Show all". */
const screenful = 5

/** What a device has tried to install, and what came of it. */
export function AttemptsPanel({ device }: { device: Device }) {
  const [all, setAll] = useState(false)
  const { attempts } = device
  const shown = all ? attempts : attempts.slice(0, screenful)
  return (
    <Panel title="Updates tried" description={attempts.length >= 50 ? 'The latest 50' : undefined}>
      {attempts.length === 0 ? (
        <EmptyState icon={<IconDownload size={24} stroke={1.5} />} title="None yet">
          {isWeak(device)
            ? 'A device that is known by its address only cannot be followed through an update.'
            : 'Each download shows here with what came of it.'}
        </EmptyState>
      ) : (
        <ol className={classes.list} aria-label="Updates tried, newest first">
          {shown.map((attempt) => (
            <AttemptLine key={attempt.id} attempt={attempt} />
          ))}
        </ol>
      )}
      {attempts.length > shown.length && (
        <Button size="xs" variant="subtle" mt="xs" onClick={() => setAll(true)}>
          Show {attempts.length - shown.length} more
        </Button>
      )}
    </Panel>
  )
}

function AttemptLine({ attempt }: { attempt: Attempt }) {
  const { word, tone, open } = attemptMarks[attempt.state]
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <StatusDot tone={tone} pulse={open}>
          {word}
        </StatusDot>
        <span className={classes.move}>
          {attempt.from.version ?? 'unknown'}
          <Arrow />
          {attempt.version}
        </span>
        <span className={classes.when}>
          <RelativeTime at={attempt.openedAt} />
        </span>
      </div>
      <p className={classes.evidence}>
        {evidenceSentence(attempt.state, attempt.evidence, attempt.version)}
        {arrivedInPart(attempt) && ` Of the image, ${bytesWords(attempt)} arrived.`}
      </p>
    </li>
  )
}

/** Whether the bytes that arrived say something that the evidence does not. */
function arrivedInPart({ evidence, acknowledged, size }: Attempt): boolean {
  const told = evidence.code === 'bytes' || evidence.code === 'cut' || evidence.code === 'declined'
  return !told && acknowledged > 0 && acknowledged < size
}
