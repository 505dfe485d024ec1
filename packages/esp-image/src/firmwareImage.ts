import { hasAppDescriptor } from './appDescriptor.ts'
import { IMAGE_MAGIC } from './esp32Header.ts'
import { readEsp32Image } from './esp32Image.ts'
import { looksLikeEsp8266, readEsp8266Image } from './esp8266Image.ts'
import type { Hash } from './hashes.ts'
import { corrupt, hexByte, type Reading } from './reading.ts'

/**
 * Reads the image at the start of `bytes`, of either family; null when nothing there looks like one. Byte 23, by which
 * esptool tells the families apart, means nothing in an ESP8266 image: the address of the first segment does.
 */
export function readFirmwareImage(bytes: Uint8Array, sha256: Hash): Reading | null {
  if (looksLikeEsp8266(bytes)) return readEsp8266Image(bytes, sha256)
  if (bytes[0] === IMAGE_MAGIC) return readEsp32Image(bytes, sha256)
  if (hasAppDescriptor(bytes)) {
    return corrupt(`its first byte is ${hexByte(bytes[0] ?? 0)}, an app starts with 0xe9`)
  }
  return null
}
