import { Skeleton, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { deviceQueries } from '../api/deviceQueries.ts'
import classes from './ViewChips.module.css'
import { savedViews, viewOf, withView } from './views.ts'

interface ViewChipsProps {
  query: string
  onQuery: (query: string) => void
}

/** The saved views with how many devices each has. */
export function ViewChips({ query, onQuery }: ViewChipsProps) {
  const { data: counts } = useQuery(deviceQueries.views)
  const current = viewOf(query)
  const shown = savedViews.filter(
    ({ count }) => count !== 'weak' || (counts?.weak ?? 0) > 0 || current?.count === count,
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    <div role="group" aria-label="Views" className={classes.root}>
      {shown.map((view) => (
        <UnstyledButton
          key={view.count}
          className={classes.chip}
          aria-pressed={view === current}
          data-none={counts?.[view.count] === 0}
          onClick={() => onQuery(withView(query, view))}
        >
          {view.label}
          {counts ? (
            <span className={classes.count}>{counts[view.count].toLocaleString('en')}</span>
          ) : (
            <Skeleton component="span" width={14} height={10} />
          )}
        </UnstyledButton>
      ))}
    </div>
  )
}
