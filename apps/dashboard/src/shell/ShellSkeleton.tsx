import { PageSkeleton } from './PageSkeleton.tsx'
import classes from './Shell.module.css'

/** The frame before anything is known: where things will be. */
export function ShellSkeleton() {
  return (
    <div className={classes.root}>
      <div className={classes.header} />
      <main className={classes.main}>
        <PageSkeleton />
      </main>
    </div>
  )
}
