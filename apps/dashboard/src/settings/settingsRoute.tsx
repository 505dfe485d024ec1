import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { shellRoute } from '../shell/shellRoute.tsx'

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.settings(),
  loader: () => queryClient.ensureQueryData(queries.tokens),
  component: lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage'),
})
