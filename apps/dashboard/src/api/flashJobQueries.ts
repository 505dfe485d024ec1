import { FlashJobList, SerialPortList } from '@cyberdeck-ota/schema'
import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

/** What is read of boards that are plugged into the server. Keys start with names of `EndpointName`, as in `queries`. */
export const flashJobQueries = {
  /** No hint tells of a board that is plugged in or pulled, so it is asked for while it is on screen. */
  ports: queryOptions({
    queryKey: ['serial-ports'],
    queryFn: ({ signal }) => request(SerialPortList, '/serial-ports', { signal }),
    refetchInterval: 3_000,
  }),
  /** Newest first. */
  jobs: queryOptions({
    queryKey: ['flash-jobs'],
    queryFn: ({ signal }) => request(FlashJobList, '/flash-jobs', { signal }),
  }),
}
