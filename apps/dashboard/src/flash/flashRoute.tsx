import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { useCallback } from 'react'
import { paths } from '../paths.ts'
import { shellRoute } from '../shell/shellRoute.tsx'
import { type FlashSearch, flashSearchOf } from './flashSearch.ts'

const FlashPage = lazyRouteComponent(() => import('./FlashPage.tsx'), 'FlashPage')

export const flashRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.flash(),
  validateSearch: flashSearchOf,
  component: function Flash() {
    const search = flashRoute.useSearch()
    const navigate = flashRoute.useNavigate()
    const onSearch = useCallback(
      (next: FlashSearch) => void navigate({ search: next, replace: true, resetScroll: false }),
      [navigate],
    )
    return <FlashPage search={search} onSearch={onSearch} />
  },
})
