import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { deviceQueries } from '../api/deviceQueries.ts'
import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { shellRoute } from '../shell/shellRoute.tsx'
import { type DeviceListSearch, type DeviceListState, listOfSearch, searchOfList } from './deviceList.ts'

const DevicesPage = lazyRouteComponent(() => import('./DevicesPage.tsx'), 'DevicesPage')

export const devicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.devices(),
  validateSearch: (search: Record<string, unknown>): DeviceListSearch => searchOfList(listOfSearch(search)),
  loader: () => void queryClient.prefetchQuery(deviceQueries.views),
  component: function Devices() {
    const search = devicesRoute.useSearch()
    const navigate = devicesRoute.useNavigate()
    const list = useMemo(() => listOfSearch({ ...search }), [search])
    const onList = useCallback(
      (next: DeviceListState, kind: 'step' | 'refine') =>
        void navigate({
          search: searchOfList(next),
          replace: kind === 'refine',
          resetScroll: kind === 'step',
        }),
      [navigate],
    )
    return <DevicesPage list={list} onList={onList} />
  },
})
