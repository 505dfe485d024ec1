import { type ReactNode, useId } from 'react'
import classes from './Panel.module.css'

interface PanelProps {
  title: ReactNode
  /** A short line beside or under the title. */
  description?: ReactNode
  /** Small buttons or a filter at the right of the title. */
  actions?: ReactNode
  /** Content reaches the panel's edges: for tables and lists that bring their own padding. */
  flush?: boolean
  children?: ReactNode
}

/** A titled surface on a page; its title is an h2. */
export function Panel({ title, description, actions, flush = false, children }: PanelProps) {
  const id = useId()
  return (
    <section className={classes.root} aria-labelledby={id}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <h2 className={classes.title} id={id}>
            {title}
          </h2>
          {description && <div className={classes.description}>{description}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  )
}
