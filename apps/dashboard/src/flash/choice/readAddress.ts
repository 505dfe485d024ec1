/** The largest flash that these chips address, bytes (esptool knows sizes up to 128MB). */
export const largestFlash = 128 * 1024 * 1024

/** Flash is erased in sectors, so everything begins at a multiple of one. Bytes. */
const sector = 0x1000

/** What an address field says; null when it is empty, which leaves the place to the plan. */
export type AddressReading = { address: number | null } | { sentence: string }

/** Reads a flash address, hexadecimal with `0x` in front, decimal without. */
export function readAddress(text: string): AddressReading {
  const trimmed = text.trim()
  if (trimmed === '') return { address: null }
  const isHex = /^0x[0-9a-f]+$/i.test(trimmed)
  const isDecimal = /^\d+$/.test(trimmed)
  if (!isHex && !isDecimal) {
    const bare = /^[0-9a-f]+$/i.test(trimmed)
    return { sentence: bare ? `Write hexadecimal as 0x${trimmed}.` : 'Write an address such as 0x10000.' }
  }
  const address = Number(trimmed)
  if (address >= largestFlash) return { sentence: `${trimmed} is beyond the end of any flash.` }
  if (address % sector === 0) return { address }
  if (isDecimal && Number(`0x${trimmed}`) % sector === 0) {
    return { sentence: `This is decimal; for hexadecimal write 0x${trimmed}.` }
  }
  return {
    sentence: `An address is a multiple of 0x1000, such as ${hexAddress(address - (address % sector))}.`,
  }
}

/** As {@link readAddress} reads it: "0x10000". */
export function hexAddress(address: number): string {
  return `0x${address.toString(16)}`
}
