import type { ReactNode } from 'react'
import classes from './Option.module.css'

/** One thing that works. */
export function Option({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.option}>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </section>
  )
}
