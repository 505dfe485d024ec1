import type { IncomingHttpHeaders } from 'node:http'
import type { Claim } from '../fleet/fleet.ts'
import { macOf, macOfEfuse } from '../mac.ts'
import { type Dialect, textOf } from './dialect.ts'
import { type DeviceQuery, problemWithId } from './query.ts'

/**
 * Who a request says it is from: what its URL names goes before a header with an id, and that before the MAC that an
 * updater sends by itself. An id that is a MAC names the same device as that MAC in a header.
 */
export function whoIs(
  query: Pick<DeviceQuery, 'device' | 'id'>,
  headers: IncomingHttpHeaders,
  dialect: Dialect,
): Pick<Claim, 'id' | 'mac'> {
  const named = query.device ?? macInId(query.id) ?? idIn(headers)
  if (named !== null) {
    const mac = macOf(named)
    return mac === null ? { id: named, mac } : { id: null, mac }
  }
  const mac = macIn(headers, dialect.macs)
  return { id: mac === null ? chipIdIn(headers, dialect) : null, mac }
}

/** Many an address has an `id` that is no device's; esp32FOTA's is its MAC as a number. */
function macInId(id: string | null): string | null {
  return id === null ? null : (macOfEfuse(id) ?? macOf(id))
}

function idIn(headers: IncomingHttpHeaders): string | null {
  const id = textOf(headers, 'x-device-id')
  return id !== null && problemWithId(id) === null ? id : null
}

/** The first of these headers that holds a MAC. */
function macIn(headers: IncomingHttpHeaders, names: readonly string[]): string | null {
  for (const name of names) {
    const found = macOf(textOf(headers, name) ?? '')
    if (found !== null) return found
  }
  return null
}

/** `ESP.getChipId()` is the lower half of an ESP8266's MAC, in decimal: its own within a fleet, if not in the world. */
function chipIdIn(headers: IncomingHttpHeaders, { chipId }: Dialect): string | null {
  const digits = textOf(headers, chipId)
  if (digits === null || !/^\d{1,8}$/.test(digits) || Number(digits) === 0) return null
  return `esp8266-${Number(digits).toString(16).padStart(6, '0')}`
}
