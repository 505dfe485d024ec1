import type { Device } from '@cyberdeck-ota/schema'
import { queryOptions } from '@tanstack/react-query'
import { deviceQueries } from '../../api/deviceQueries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { ApiProblem } from '../../api/request.ts'
import type { Heard } from './hasJoined.ts'

/** A device that the server may not know yet, by its id or by one that was merged into it; null while it does not. */
export const deviceIfKnown = (id: string) =>
  queryOptions({
    queryKey: ['device', id, 'if-known'],
    queryFn: async () => ((await isKnown(id)) ? readDevice(id) : null),
  })

/** When the server last heard a board, asked anew; null when it does not know it. Throws an `ApiProblem`. */
export async function readHeard(mac: string): Promise<Heard | null> {
  const device = await queryClient.fetchQuery({ ...deviceIfKnown(mac), staleTime: 0 })
  return device && { lastSeenAt: device.lastSeenAt, polls: device.polls }
}

/**
 * Asked before the device itself, whose 404 a browser would write into its console in red each time. The list does not
 * find ids that were merged into another; a selection of ids does.
 */
async function isKnown(id: string): Promise<boolean> {
  const lift = deviceQueries.preview({ selection: { ids: [id] }, action: { do: 'lift' } })
  const { matched } = await queryClient.fetchQuery(lift)
  return matched > 0
}

async function readDevice(id: string): Promise<Device | null> {
  try {
    return await queryClient.fetchQuery({ ...deviceQueries.device(id), staleTime: 0 })
  } catch (error) {
    // It was forgotten a moment ago.
    if (error instanceof ApiProblem && error.code === 'unknown-device') return null
    throw error
  }
}
