import type { ReactNode } from 'react'
import classes from './StatusDot.module.css'

/** What a state means for the owner, never by colour alone: a word always stands beside it. */
export type Tone = 'good' | 'busy' | 'warning' | 'bad' | 'idle'

interface StatusDotProps {
  tone: Tone
  /** The word. */
  children: ReactNode
  /** Something is under way. */
  pulse?: boolean
}

/** A state as a dot and a word. */
export function StatusDot({ tone, children, pulse = false }: StatusDotProps) {
  return (
    <span className={classes.root}>
      <span className={classes.dot} data-tone={tone} data-pulse={pulse || undefined} aria-hidden />
      <span>{children}</span>
    </span>
  )
}
