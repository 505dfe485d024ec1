import { createRouter, parseSearchWith, stringifySearchWith } from '@tanstack/react-router'
import { claimRoute } from './claim/claimRoute.tsx'
import { deviceRoute } from './device/deviceRoute.tsx'
import { devicesRoute } from './devices/devicesRoute.tsx'
import { firmwareRoute } from './firmware/firmwareRoute.tsx'
import { overviewRoute } from './overview/overviewRoute.tsx'
import { productRoute } from './products/productRoute.tsx'
import { productsRoute } from './products/productsRoute.tsx'
import { releaseRoute } from './release/releaseRoute.tsx'
import { rootRoute } from './rootRoute.tsx'
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
    // What stands in the address are words, not JSON: `?find=1.10` must not become the number 1.1.
    parseSearch: parseSearchWith((text) => text),
    stringifySearch: stringifySearchWith(JSON.stringify),
  })
}
