import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shellRoute } from '../shell/shellRoute.tsx'

export const productsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.products(),
  component: lazyRouteComponent(() => import('./ProductsPage.tsx'), 'ProductsPage'),
})
