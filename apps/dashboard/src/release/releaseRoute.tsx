import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { shellRoute } from '../shell/shellRoute.tsx'

const ReleasePage = lazyRouteComponent(() => import('./ReleasePage.tsx'), 'ReleasePage')

export const releaseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/firmware/$product/$version',
  loader: () => queryClient.ensureQueryData(queries.checkIns),
  component: function Release() {
    const { product, version } = releaseRoute.useParams()
    return <ReleasePage name={product} version={version} />
  },
})
