import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../api/queries.ts'
import { serverAddress } from './serverAddress.ts'

/** The address that goes into a sketch or a script. */
export function useServerAddress(): string {
  const { data: server } = useSuspenseQuery(queries.server)
  return serverAddress(location.href, server)
}
