import { createRoute } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { shellRoute } from '../shell/shellRoute.tsx'
import { OverviewPage } from './OverviewPage.tsx'

export const overviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.overview(),
  validateSearch: (search: Record<string, unknown>): { find?: string } =>
    search.find === undefined || search.find === '' ? {} : { find: String(search.find) },
  loader: () =>
    Promise.all([
      queryClient.ensureQueryData(queries.checkIns),
      queryClient.ensureQueryData(queries.allCheckIns),
    ]),
  component: function Overview() {
    const { find = '' } = overviewRoute.useSearch()
    const navigate = overviewRoute.useNavigate()
    return (
      <OverviewPage
        find={find}
        onFind={(words) =>
          void navigate({ search: words ? { find: words } : {}, replace: true, resetScroll: false })
        }
      />
    )
  },
})
