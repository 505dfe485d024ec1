import { Refusal } from '@cyberdeck-ota/core'
import type { Place } from './finding.ts'

/** A place in a list as opaque text for `ListRequest.cursor`. */
export function cursorAfter({ value, row }: Place): string {
  return Buffer.from(JSON.stringify([value, row])).toString('base64url')
}

/** Throws the `Refusal` `bad-field` for a text that {@link cursorAfter} did not make. */
export function placeOf(cursor: string): Place {
  const read = parsed(Buffer.from(cursor, 'base64url').toString())
  const [value, row] = Array.isArray(read) ? read : []
  if ((typeof value !== 'string' && typeof value !== 'number') || !Number.isSafeInteger(row))
    throw new Refusal('bad-field', 'The cursor was not made by a list of devices: begin again without it.')
  return { value, row }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
