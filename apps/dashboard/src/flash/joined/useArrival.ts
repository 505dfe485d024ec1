import type { CheckInRecord, Device } from '@cyberdeck-ota/schema'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { callsIn, couldBe } from './couldBe.ts'
import { hasJoined } from './hasJoined.ts'
import { deviceIfKnown, readHeard } from './readHeard.ts'
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

interface Arriving {
  mac: string
  /** Of all the times that a board of that MAC is on a cable, this one. */
  turn: string
  /** Whether it has been reset into what was written. */
  started: boolean
  written: Written
}

/**
 * Follows one board. Use it from when the board is known on its cable, where it cannot call, and until the next one is;
 * whoever was on another page meanwhile finds on return what came of it.
 */
export function useArrival({ mac, turn, started, written }: Arriving): Arrival {
  const before = useQuery(beforeStart(mac, turn))
  const watching = started && before.data !== undefined
  const [first, setFirst] = useState<Device | null>(null)
  const { data: device = null } = useQuery({
    ...deviceIfKnown(mac),
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

/** Read once for each time that a board is on its cable. */
const beforeStart = (mac: string, turn: string) =>
  queryOptions({
    queryKey: ['before-start', mac, turn],
    queryFn: async () => {
      const [heard, checkIns] = await Promise.all([
        readHeard(mac),
        queryClient.fetchQuery({ ...queries.checkIns, staleTime: 0 }),
      ])
      return { heard, calls: callsIn(checkIns) }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
