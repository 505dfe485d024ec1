import { memo } from 'react'
import { ansiSpans } from './ansiSpans.ts'
import classes from './ConsoleRow.module.css'

interface ConsoleRowProps {
  text: string
  /** ms since 1970; null for none to show. */
  at: number | null
}

const time = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** A line of a console, in its colours. */
export const ConsoleRow = memo(function ConsoleRow({ text, at }: ConsoleRowProps) {
  return (
    <div className={classes.root}>
      {at !== null && <span className={classes.time}>{`${time.format(at)} `}</span>}
      {ansiSpans(text).map((span, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a line have no other name.
        <span key={i} className={classes.span} data-color={span.color} data-bold={span.bold || undefined}>
          {span.text}
        </span>
      ))}
    </div>
  )
})
