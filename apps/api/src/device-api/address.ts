import type { FastifyRequest } from 'fastify'

/**
 * The client's address as people know it: an IPv4 client of a socket that listens on both is no IPv6 client.
 */
export function addressOf(request: FastifyRequest): string {
  return plainAddress(request.ip)
}

/** See {@link addressOf}; a socket that is gone has none. */
export function plainAddress(address: string | undefined): string {
  if (address === undefined) return 'unknown'
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
}
