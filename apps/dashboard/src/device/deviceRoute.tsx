import { deviceOfUrl } from '@cyberdeck-ota/schema'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deviceQueries } from '../api/deviceQueries.ts'
import { queryClient } from '../api/queryClient.ts'
import { shellRoute } from '../shell/shellRoute.tsx'

const DevicePage = lazyRouteComponent(() => import('./DevicePage.tsx'), 'DevicePage')

export const deviceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/devices/$id',
  // A device that is not there is told of by the page itself, so nothing is thrown here.
  loader: ({ params }) => queryClient.prefetchQuery(deviceQueries.device(deviceOfUrl(params.id))),
  component: function DeviceById() {
    const id = deviceOfUrl(deviceRoute.useParams().id)
    return <DevicePage key={id} id={id} />
  },
})
