import { weakPrefix } from './identify.ts'
import type { FleetState } from './state.ts'

/** How long after a plain GET the updater's GET of the same sketch comes at most, ms. */
const soonAfter = 30_000

/** A record of an address that turned out to be a device which told who it is. */
export interface Folded {
  id: string
  weak: number
}

/**
 * The seed's sketch asks twice: first without a word of who it is, then by its updater. The record of the first, if it is
 * one, has just been seen at the same address with the same version, and nobody else uses that address.
 */
export function foldedInto(state: FleetState, device: number, address: string, now: number): Folded | null {
  const { roster, addresses } = state
  if (roster.weak === 0) return null
  const id = `${weakPrefix}${address}`
  const weak = roster.find(id)
  if (weak === -1 || addresses.isShared(address, now)) return null
  const { lastSeenAt, said } = roster.columns
  const isFresh = Math.abs(now - (lastSeenAt[weak] ?? 0)) <= soonAfter
  return isFresh && said[weak] === said[device] ? { id, weak } : null
}
