import type { Firmware, ReleaseFirmware } from './choice/firmware.ts'
import type { FlashSearch } from './flashSearch.ts'

/** The release that an address names; null when it names none. */
export function firmwareOfSearch({ product, version, board }: FlashSearch): ReleaseFirmware | null {
  if (product === undefined || version === undefined) return null
  return { kind: 'release', product, version, board: board ?? null }
}

/** The address with this choice; files from the visitor's disk have no place in it. */
export function searchWithFirmware(search: FlashSearch, firmware: Firmware | null): FlashSearch {
  const { product: _, version: __, board: ___, ...rest } = search
  if (firmware?.kind !== 'release') return rest
  const { product, version, board } = firmware
  return { ...rest, product, version, ...(board !== null && { board }) }
}

export function isSameRelease(one: Firmware | null, other: ReleaseFirmware): boolean {
  return (
    one?.kind === 'release' &&
    one.product === other.product &&
    one.version === other.version &&
    one.board === other.board
  )
}
