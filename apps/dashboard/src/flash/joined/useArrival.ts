import type { CheckInRecord, Device } from '@cyberdeck-ota/schema'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deviceQueries } from '../../api/deviceQueries.ts'
import { queries } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { callsIn, couldBe } from './couldBe.ts'
import { hasJoined } from './hasJoined.ts'
import { readHeard } from './readHeard.ts'
import type { Written } from './written.ts'

/** Where a board is on its way into the fleet. */
export type Arrival =
  /** What the server knew of it before could not be read, so nothing can be told. */
  | { kind: 'unknown'; error: Error; retry: () => void }
  | { kind: 'waiting'; candidates: readonly CheckInRecord[] }
  /** `first`: as it was heard at first; it may have been updated since. */
  | { kind: 'joined'; device: Device; first: Device }

/** Besides the server's hints, for when these do not come. ms */
const SLOWLY = 10_000

/** Follows one board. Use it from when the board is known on its cable, where it cannot call, and until the next one is. */
export function useArrival(mac: string, started: boolean, written: Written): Arrival {
  const before = useQuery(beforeStart(mac))
  const watching = started && before.data !== undefined
  const [first, setFirst] = useState<Device | null>(null)
  const { data: device = null } = useQuery({
    ...deviceQueries.device(mac),
    enabled: watching,
    refetchInterval: first === null && SLOWLY,
  })
  const { data: recent } = useQuery({ ...queries.checkIns, enabled: watching && first === null })
  if (watching && first === null && device !== null && hasJoined(before.data.heard, device)) setFirst(device)

  if (before.error) {
    return { kind: 'unknown', error: before.error, retry: () => void before.refetch() }
  }
  if (first !== null) return { kind: 'joined', device: device ?? first, first }
  const candidates = watching && recent ? couldBe(recent.items, before.data.calls, written.version) : []
  return { kind: 'waiting', candidates }
}

/** Read once for each time that a board is on its cable: it is gone with the component that asked. */
const beforeStart = (mac: string) =>
  queryOptions({
    queryKey: ['before-start', mac],
    queryFn: async () => {
      const [heard, checkIns] = await Promise.all([
        readHeard(mac),
        queryClient.fetchQuery({ ...queries.checkIns, staleTime: 0 }),
      ])
      return { heard, calls: callsIn(checkIns) }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
