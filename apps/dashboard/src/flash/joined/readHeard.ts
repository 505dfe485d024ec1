import { deviceQueries } from '../../api/deviceQueries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { ApiProblem } from '../../api/request.ts'
import type { Heard } from './hasJoined.ts'

/** When the server last heard a board, asked anew; null when it does not know it. Throws an `ApiProblem`. */
export async function readHeard(mac: string): Promise<Heard | null> {
  try {
    const { lastSeenAt, polls } = await queryClient.fetchQuery({
      ...deviceQueries.device(mac),
      staleTime: 0,
    })
    return { lastSeenAt, polls }
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'unknown-device') return null
    throw error
  }
}
