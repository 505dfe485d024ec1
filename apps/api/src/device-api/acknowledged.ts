import { existsSync } from 'node:fs'
import { procNetTcp } from './procNetTcp.ts'

/** The two ends of a TCP connection, as they were while it was open. Addresses as Node writes them. */
export interface Connection {
  localAddress: string
  localPort: number
  remoteAddress: string
  remotePort: number
}

/**
 * What clients have really received. Node's `finish` fires when the kernel has the bytes, which can be a
 * whole image ahead of a slow client.
 */
export interface Acknowledged {
  /**
   * How many bytes that were given to the system each client has not acknowledged yet. A connection that the
   * system knows nothing of (any more) is absent. Null where the system does not tell.
   */
  unacknowledged(connections: readonly Connection[]): Promise<ReadonlyMap<Connection, number> | null>
}

const untold: Acknowledged = { unacknowledged: async () => null }

/** The best this system offers: exact on Linux, nothing elsewhere. */
export function systemAcknowledged(): Acknowledged {
  return existsSync('/proc/self/net/tcp') ? procNetTcp('/proc/self/net') : untold
}
