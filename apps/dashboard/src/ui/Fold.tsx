import type { ReactNode } from 'react'
import classes from './Fold.module.css'

interface FoldProps {
  summary: string
  onToggle?: (open: boolean) => void
  children: ReactNode
}

/** What few people want to see at once, behind a line that says what it is. */
export function Fold({ summary, onToggle, children }: FoldProps) {
  return (
    <details className={classes.root} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
