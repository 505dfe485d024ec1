import { existsSync, readFileSync } from 'node:fs'
import { readArpTable } from './arpTable.ts'
import type { Neighbours } from './neighbours.ts'

/** An address changes hands: what was read is believed for so long, ms. */
const believedFor = 60_000
/** An address that is not in the table may be there a moment later; no more often than that the table is read, ms. */
const notBefore = 1_000

export interface NeighboursOptions {
  /** Linux's table of IPv4 neighbours. */
  file?: string
  /** ms, of a clock that nobody sets. */
  now?: () => number
}

/**
 * What Linux tells of its neighbours in `/proc/net/arp`. That has IPv4 alone: IPv6 neighbours are told over netlink only,
 * which Node does not speak. Where there is no such file (other systems), nobody is known.
 */
export function systemNeighbours({
  file = '/proc/net/arp',
  now = () => performance.now(),
}: NeighboursOptions = {}): Neighbours {
  if (!existsSync(file)) return { macOf: () => null }
  let table: ReadonlyMap<string, string | null> = new Map()
  let readAt = Number.NEGATIVE_INFINITY

  return {
    macOf: (address) => {
      const age = now() - readAt
      if (age >= (table.has(address) ? believedFor : notBefore)) {
        readAt = now()
        table = readTable(file)
      }
      return table.get(address) ?? null
    },
  }
}

/** A table that cannot be read tells nothing: a device is then known by its address, as on other systems. */
function readTable(file: string): ReadonlyMap<string, string | null> {
  try {
    return readArpTable(readFileSync(file, 'latin1'))
  } catch {
    return new Map()
  }
}
