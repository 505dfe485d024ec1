import { createRoute } from '@tanstack/react-router'
import { deviceQueries } from '../api/deviceQueries.ts'
import { queries } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { shellRoute } from '../shell/shellRoute.tsx'
import { type FieldView, fieldSpans } from './field/FieldPanel.tsx'
import { OverviewPage } from './OverviewPage.tsx'

interface OverviewSearch {
  find?: string
  /** Product whose versions are drawn. */
  product?: string
  /** Over how many days. */
  days?: string
}

const usualSpan = 7

export const overviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.overview(),
  validateSearch: ({ find, product, days }: Record<string, unknown>): OverviewSearch =>
    searchOf(textOf(find), { product: textOf(product) || undefined, days: spanOf(days) }),
  loader: () =>
    Promise.all([
      queryClient.ensureQueryData(queries.checkIns),
      queryClient.ensureQueryData(queries.allCheckIns),
      queryClient.ensureQueryData(deviceQueries.views),
    ]),
  component: function Overview() {
    const { find = '', product, days } = overviewRoute.useSearch()
    const navigate = overviewRoute.useNavigate()
    const field = { product, days: spanOf(days) }
    const go = (search: OverviewSearch) => void navigate({ search, replace: true, resetScroll: false })
    return (
      <OverviewPage
        find={find}
        onFind={(words) => go(searchOf(words, field))}
        field={field}
        onField={(view) => go(searchOf(find, view))}
      />
    )
  },
})

/** What is as usual does not stand in the address. */
function searchOf(find: string, { product, days }: FieldView): OverviewSearch {
  return {
    ...(find === '' ? {} : { find }),
    ...(product === undefined ? {} : { product }),
    ...(days === usualSpan ? {} : { days: String(days) }),
  }
}

function textOf(value: unknown): string {
  return value === undefined ? '' : String(value)
}

function spanOf(days: unknown): FieldView['days'] {
  return fieldSpans.find((span) => String(span) === days) ?? usualSpan
}
