import { createRoute, redirect } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { rootRoute } from '../rootRoute.tsx'
import { CrashEntrance } from '../shell/CrashPage.tsx'
import { lazyPart } from '../ui/lazyPart.ts'
import { localPath } from './localPath.ts'

const SignInPage = lazyPart(() => import('./SignInPage.tsx'), 'SignInPage')

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.signIn(),
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === 'string' ? { back: search.back } : {},
  beforeLoad: async ({ search }) => {
    const me = await queryClient.ensureQueryData(queries.me)
    if (!me.claimed) throw redirect({ to: paths.claim() })
    if (me.user !== null) throw redirect({ href: localPath(search.back) })
  },
  errorComponent: CrashEntrance,
  component: function SignIn() {
    const { back } = signInRoute.useSearch()
    const navigate = signInRoute.useNavigate()
    return <SignInPage onSignedIn={() => navigate({ href: localPath(back) })} />
  },
})
