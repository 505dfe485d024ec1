import { Refusal } from '@cyberdeck-ota/core'
import { storable } from './deviceRow.ts'
import type { Place } from './finding.ts'
import type { Ordering } from './orders.ts'

/** A place in a list as opaque text for `ListRequest.cursor`. */
export function cursorAfter({ value, row }: Place): string {
  return Buffer.from(JSON.stringify([value, row])).toString('base64url')
}

/** Throws the `Refusal` `bad-field` for a text that {@link cursorAfter} did not make in this order. */
export function placeOf(cursor: string, { values }: Pick<Ordering, 'values'>): Place {
  const read = parsed(Buffer.from(cursor, 'base64url').toString())
  const [value, row] = Array.isArray(read) ? read : []
  const isValue = values === 'texts' ? typeof value === 'string' : Number.isSafeInteger(value)
  if (!isValue || !Number.isSafeInteger(row))
    throw new Refusal('bad-field', 'The cursor was not made by a list of devices: begin again without it.')
  return { value: typeof value === 'string' ? storable(value) : value, row }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
