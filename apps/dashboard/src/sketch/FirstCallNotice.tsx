import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../api/queries.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import classes from './FirstCallNotice.module.css'
import { callerOf, firstCall } from './firstCall.ts'

interface FirstCallNoticeProps {
  /** Wait for a board that has not called before this was opened, instead of for any. */
  newBoard: boolean
}

/** Waits for the first check-in and turns green by itself when it comes. */
export function FirstCallNotice({ newBoard }: FirstCallNoticeProps) {
  const { data } = useSuspenseQuery(queries.checkIns)
  const [known] = useState(() => new Set(newBoard ? data.items.map(callerOf) : []))
  const call = firstCall(data.items, known)
  return (
    <div className={classes.root} data-called={call !== undefined} role="status">
      {call ? (
        <StatusDot tone="good">
          <b>{callerOf(call)}</b> checked in{call.version ? ` with ${call.version}` : ''}{' '}
          <RelativeTime at={call.at} />
        </StatusDot>
      ) : (
        <StatusDot tone="busy" pulse>
          {newBoard ? 'Waiting for a new board to check in…' : 'Waiting for the first check-in…'}
        </StatusDot>
      )}
    </div>
  )
}
