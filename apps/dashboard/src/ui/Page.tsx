import type { ReactNode } from 'react'
import classes from './Page.module.css'

interface PageProps {
  title: string
  /** A small control that belongs to the title, such as a pencil. */
  beside?: ReactNode
  /** One line under the title. */
  description?: ReactNode
  /** Above the title: a link back to the list. */
  back?: ReactNode
  /** Buttons at the right; the primary one last. */
  actions?: ReactNode
  children: ReactNode
}

/** A page: its one h1, its actions, and the document's title. */
export function Page({ title, beside, description, back, actions, children }: PageProps) {
  return (
    <div className={classes.root}>
      <title>{`${title} · Cyberdeck OTA`}</title>
      <header className={classes.header}>
        <div className={classes.heading}>
          {back && <div className={classes.back}>{back}</div>}
          <div className={classes.titleRow}>
            <h1 className={classes.title}>{title}</h1>
            {beside}
          </div>
          {description && <div className={classes.description}>{description}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
