import { ApiTokenList, CheckInList, Me, Registry, ServerInfo } from '@cyberdeck-ota/schema'
import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

/**
 * Everything that is read from the API. A key starts with the endpoint's name, so that `invalidate('registry')` reaches
 * every variant of it.
 */
export const queries = {
  me: queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => request(Me, '/me', { signal }),
  }),
  registry: queryOptions({
    queryKey: ['registry'],
    queryFn: ({ signal }) => request(Registry, '/registry', { signal }),
  }),
  server: queryOptions({
    queryKey: ['server'],
    queryFn: ({ signal }) => request(ServerInfo, '/server', { signal }),
  }),
  /** The latest, read again at every hint. */
  checkIns: queryOptions({
    queryKey: ['check-ins'],
    queryFn: ({ signal }) => request(CheckInList, '/check-ins?limit=200', { signal }),
  }),
  /** As many as the server remembers at most. Too many to read twice a second, so twice a minute. */
  allCheckIns: queryOptions({
    queryKey: ['all-check-ins'],
    queryFn: ({ signal }) => request(CheckInList, '/check-ins?limit=1000', { signal }),
    refetchInterval: 30_000,
  }),
  tokens: queryOptions({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => request(ApiTokenList, '/tokens', { signal }),
  }),
}

/** The names that keys start with. Those of devices are in `deviceQueries.ts`, of cables in `flashJobQueries.ts`. */
export type EndpointName =
  | ((typeof queries)[keyof typeof queries]['queryKey'][0] & string)
  | 'devices'
  | 'device'
  | 'device-facets'
  | 'field'
  | 'demo'
  | 'serial-ports'
  | 'flash-jobs'
