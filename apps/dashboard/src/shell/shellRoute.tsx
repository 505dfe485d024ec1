import { createRoute, redirect } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { rootRoute } from '../rootRoute.tsx'
import { CrashEntrance } from './CrashPage.tsx'
import { Shell } from './Shell.tsx'
import { ShellSkeleton } from './ShellSkeleton.tsx'

/** Parent of every page that needs somebody signed in; sends everybody else to the page that is theirs. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(queries.me)
    if (!me.claimed) throw redirect({ to: paths.claim() })
    if (me.user === null) throw redirect({ to: paths.signIn(), search: { back: location.href } })
  },
  loader: () =>
    Promise.all([queryClient.ensureQueryData(queries.registry), queryClient.ensureQueryData(queries.server)]),
  component: Shell,
  pendingComponent: ShellSkeleton,
  errorComponent: CrashEntrance,
})
