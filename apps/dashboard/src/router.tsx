import { createRouter } from '@tanstack/react-router'
import { claimRoute } from './claim/claimRoute.tsx'
import { deviceRoute } from './device/deviceRoute.tsx'
import { devicesRoute } from './devices/devicesRoute.tsx'
import { firmwareRoute } from './firmware/firmwareRoute.tsx'
import { flashRoute } from './flash/flashRoute.tsx'
import { overviewRoute } from './overview/overviewRoute.tsx'
import { productRoute } from './products/productRoute.tsx'
import { productsRoute } from './products/productsRoute.tsx'
import { releaseRoute } from './release/releaseRoute.tsx'
import { rootRoute } from './rootRoute.tsx'
import { searchAsWords } from './searchAsWords.ts'
import { settingsRoute } from './settings/settingsRoute.tsx'
import { CrashPage } from './shell/CrashPage.tsx'
import { NotFoundPage } from './shell/NotFoundPage.tsx'
import { PageSkeleton } from './shell/PageSkeleton.tsx'
import { shellRoute } from './shell/shellRoute.tsx'
import { signInRoute } from './signIn/signInRoute.tsx'

/** All pages. Those under the shell need somebody signed in. */
export function createAppRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      claimRoute,
      shellRoute.addChildren([
        overviewRoute,
        devicesRoute,
        deviceRoute,
        firmwareRoute,
        releaseRoute,
        productsRoute,
        productRoute,
        flashRoute,
        settingsRoute,
      ]),
    ]),
    defaultPreload: 'intent',
    // What was read is kept by the query client; the router must not keep a second opinion of what is fresh.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
    ...searchAsWords,
  })
}
