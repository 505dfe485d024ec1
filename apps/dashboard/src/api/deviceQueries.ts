import {
  CheckInExplanation,
  CheckInList,
  Demo,
  Device,
  DeviceActionPreview,
  type DeviceActionRequest,
  DeviceEventList,
  DeviceFacets,
  DeviceList,
  type DeviceSort,
  DeviceViews,
  deviceInUrl,
  FieldHistory,
  VerdictNow,
} from '@cyberdeck-ota/schema'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ApiProblem, request } from './request.ts'

/** Where a device is, below `/api/v1`. */
export function devicePath(id: string): string {
  return `/devices/${deviceInUrl(id)}`
}

/** One page of the list of devices. */
export interface DevicePageRequest {
  /** As `parseDeviceQuery` reads it. */
  query: string
  sort: DeviceSort
  /** `next` of the page before; null for the first. */
  cursor: string | null
}

/** Devices on one page of the list. */
export const devicesPerPage = 50

/** What is read of single devices and of the field. Keys start with names of `EndpointName`, as in `queries`. */
export const deviceQueries = {
  device: (id: string) =>
    queryOptions({
      queryKey: ['device', id],
      queryFn: ({ signal }) => request(Device, devicePath(id), { signal }),
    }),
  /** What it would be answered now. */
  verdict: (id: string) =>
    queryOptions({
      queryKey: ['device', id, 'verdict'],
      queryFn: ({ signal }) => request(VerdictNow, `${devicePath(id)}/verdict`, { signal }),
    }),
  /** Those of its check-ins that the server still remembers. */
  checkIns: (id: string) =>
    queryOptions({
      queryKey: ['device', id, 'check-ins'],
      queryFn: ({ signal }) => request(CheckInList, `${devicePath(id)}/check-ins`, { signal }),
    }),
  /** Newest first, page by page. */
  events: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['device', id, 'events'],
      queryFn: ({ signal, pageParam }) =>
        request(
          DeviceEventList,
          `${devicePath(id)}/events?limit=100${pageParam === null ? '' : `&before=${encodeURIComponent(pageParam)}`}`,
          { signal },
        ),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
    }),
  /** A page of the list. What was there before stays on screen until it has come. */
  page: ({ query, sort, cursor }: DevicePageRequest) =>
    queryOptions({
      queryKey: ['devices', 'page', query, sort, cursor],
      queryFn: ({ signal }) => {
        const asked = new URLSearchParams({ query, sort, limit: String(devicesPerPage) })
        if (cursor !== null) asked.set('cursor', cursor)
        return request(DeviceList, `/devices?${asked}`, { signal })
      },
      placeholderData: keepPreviousData,
    }),
  /** What the query box completes. */
  facets: queryOptions({
    queryKey: ['device-facets'],
    queryFn: ({ signal }) => request(DeviceFacets, '/devices/facets', { signal }),
  }),
  /** What an action would do. Asked anew each time. */
  preview: (body: DeviceActionRequest) =>
    queryOptions({
      queryKey: ['device-preview', body],
      queryFn: ({ signal }) =>
        request(DeviceActionPreview, '/devices/actions/preview', { method: 'POST', body, signal }),
      staleTime: 0,
      gcTime: 0,
    }),
  /** The few devices whose name, id or address has these words, for a list that is typed at. */
  named: (query: string) =>
    queryOptions({
      queryKey: ['device-names', query],
      queryFn: ({ signal }) =>
        request(DeviceList, `/devices?${new URLSearchParams({ query, sort: 'name', limit: '8' })}`, {
          signal,
        }),
      placeholderData: keepPreviousData,
    }),
  /** The first devices that a query finds, at most 200, latest seen first. */
  some: (query: string) =>
    queryOptions({
      queryKey: ['devices', 'some', query],
      queryFn: ({ signal }) =>
        request(DeviceList, `/devices?limit=200&sort=-last-seen&query=${encodeURIComponent(query)}`, {
          signal,
        }),
    }),
  /** How many devices a query finds. */
  count: (query: string) =>
    queryOptions({
      queryKey: ['devices', 'count', query],
      queryFn: ({ signal }) =>
        request(DeviceList, `/devices?limit=1&query=${encodeURIComponent(query)}`, { signal }),
      select: ({ total }) => total,
    }),
  /** How many devices each saved view has. */
  views: queryOptions({
    queryKey: ['devices', 'views'],
    queryFn: ({ signal }) => request(DeviceViews, '/devices/views', { signal }),
  }),
  /** Why a recent check-in was answered as it was, and what the same poll would get now. Never read again by itself. */
  checkIn: (id: number) =>
    queryOptions({
      queryKey: ['check-in', id],
      queryFn: ({ signal }) => request(CheckInExplanation, `/check-ins/${id}`, { signal }),
      staleTime: 0,
      gcTime: 0,
    }),
  /** What a product's devices ran, from `days` days ago until now. */
  field: (product: string, days: number) =>
    queryOptions({
      queryKey: ['field', product, days],
      queryFn: ({ signal }) =>
        request(
          FieldHistory,
          `/field?product=${encodeURIComponent(product)}&since=${new Date(Date.now() - days * 86_400_000).toISOString()}`,
          { signal },
        ),
      refetchInterval: 60_000,
    }),
  /** Null on a server that has no demo fleet to offer. */
  demo: queryOptions({
    queryKey: ['demo'],
    queryFn: ({ signal }) => request(Demo, '/demo', { signal }).catch(absent),
  }),
}

function absent(error: unknown): null {
  if (error instanceof ApiProblem && error.status === 404) return null
  throw error
}
