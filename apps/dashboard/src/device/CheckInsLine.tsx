import { reasonSentence } from '@cyberdeck-ota/core'
import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { useState } from 'react'
import { answerOf } from '../fleet/verdictWords.ts'
import { Fold } from '../ui/Fold.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { absoluteTime } from '../ui/relativeTime.ts'
import { StatusDot } from '../ui/StatusDot.tsx'
import { WhyButton } from '../verdict/WhyButton.tsx'
import classes from './TimelinePanel.module.css'

interface CheckInsLineProps {
  /** Answered alike, newest first; never empty. */
  checkIns: CheckInRecord[]
  /** Asks to explain the check-in of that id. */
  onWhy: (id: number) => void
}

/** Lines of an opened fold; the rest were answered in the same way. */
const most = 50

/** One check-in, or many in a row that were answered alike, folded. */
export function CheckInsLine({ checkIns, onWhy }: CheckInsLineProps) {
  const [opened, setOpened] = useState(false)
  const [newest] = checkIns
  const oldest = checkIns.at(-1)
  if (!newest || !oldest) return null
  const { word, tone } = answerOf(newest)
  const says = newest.version === null ? 'saying no version' : `with ${newest.version}`
  return (
    <div className={classes.line}>
      <StatusDot tone={tone === 'good' ? 'idle' : tone}>
        {checkIns.length === 1 ? 'Check-in' : `${checkIns.length.toLocaleString('en')} check-ins`} {says}:{' '}
        {word}
      </StatusDot>
      <span className={classes.when}>
        <RelativeTime at={newest.at} />
      </span>
      <p className={classes.detail}>
        {reasonSentence(newest.reason)}
        {checkIns.length === 1 && <WhyButton id={newest.id} at={newest.at} onWhy={onWhy} />}
      </p>
      {checkIns.length > 1 && (
        <div className={classes.fold}>
          <Fold summary={betweenWords(oldest.at, newest.at)} onToggle={setOpened}>
            {opened && <Each checkIns={checkIns} onWhy={onWhy} />}
          </Fold>
        </div>
      )}
    </div>
  )
}

function Each({ checkIns, onWhy }: CheckInsLineProps) {
  return (
    <ol>
      {checkIns.slice(0, most).map(({ id, at }) => (
        <li key={id}>
          <span className="numeric">{absoluteTime(Date.parse(at))}</span>
          <WhyButton id={id} at={at} onWhy={onWhy} />
        </li>
      ))}
      {checkIns.length > most && <li>and {checkIns.length - most} before, answered in the same way</li>}
    </ol>
  )
}

function betweenWords(from: string, to: string): string {
  return `between ${absoluteTime(Date.parse(from))} and ${absoluteTime(Date.parse(to))}`
}
