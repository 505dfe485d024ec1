import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../shell/shellRoute.tsx'

const ReleasePage = lazyRouteComponent(() => import('./ReleasePage.tsx'), 'ReleasePage')

export const releaseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/firmware/$product/$version',
  component: function Release() {
    const { product, version } = releaseRoute.useParams()
    return <ReleasePage name={product} version={version} />
  },
})
