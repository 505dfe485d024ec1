import { createRoute, redirect } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { rootRoute } from '../rootRoute.tsx'
import { CrashEntrance } from '../shell/CrashPage.tsx'
import { lazyPart } from '../ui/lazyPart.ts'

const ClaimPage = lazyPart(() => import('./ClaimPage.tsx'), 'ClaimPage')

export const claimRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.claim(),
  beforeLoad: async () => {
    const me = await queryClient.ensureQueryData(queries.me)
    if (me.claimed) throw redirect({ to: paths.overview() })
  },
  errorComponent: CrashEntrance,
  component: function Claim() {
    const navigate = claimRoute.useNavigate()
    return <ClaimPage onClaimed={() => navigate({ to: paths.overview() })} />
  },
})
