import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { useState } from 'react'

/** Tells which check-ins came with the latest reading and not with one before; none at the first. */
export function useArrivals(items: CheckInRecord[]): (id: number) => boolean {
  const newest = items[0]?.id ?? 0
  const [reading, setReading] = useState({ items, newest, before: newest })
  if (reading.items !== items) setReading({ items, newest, before: reading.newest })
  return (id) => id > reading.before
}
