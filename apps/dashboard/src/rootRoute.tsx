import { createRootRoute, Outlet } from '@tanstack/react-router'
import { CrashEntrance } from './shell/CrashPage.tsx'
import { NotFoundEntrance } from './shell/NotFoundPage.tsx'

/** Above every page, also those before sign-in. */
export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundEntrance,
  errorComponent: CrashEntrance,
})
