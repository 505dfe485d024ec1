import type { ReactNode } from 'react'
import classes from './Fold.module.css'

/** What few people want to see at once, behind a line that says what it is. */
export function Fold({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className={classes.root}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
