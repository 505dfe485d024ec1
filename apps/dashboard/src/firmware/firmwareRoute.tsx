import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shellRoute } from '../shell/shellRoute.tsx'
import { type Show, shows } from './releaseRows.ts'

interface FirmwareSearch {
  find?: string
  show?: Show
}

const FirmwarePage = lazyRouteComponent(() => import('./FirmwarePage.tsx'), 'FirmwarePage')

export const firmwareRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.firmware(),
  validateSearch: ({ find, show }: Record<string, unknown>) =>
    searchOf({ find: find === undefined ? '' : String(find), show: shows.find((known) => known === show) }),
  component: function Firmware() {
    const { find = '', show } = firmwareRoute.useSearch()
    const navigate = firmwareRoute.useNavigate()
    return (
      <FirmwarePage
        filter={{ find, show }}
        onFilter={(filter) => void navigate({ search: searchOf(filter), replace: true, resetScroll: false })}
      />
    )
  },
})

/** What is not narrowed down does not stand in the address. */
function searchOf({ find, show }: { find: string; show: Show | undefined }): FirmwareSearch {
  return { ...(find === '' ? {} : { find }), ...(show === undefined ? {} : { show }) }
}
