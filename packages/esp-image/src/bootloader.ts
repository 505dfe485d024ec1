import { ESP32_HEADER_LENGTH, IMAGE_MAGIC, readEsp32Header } from './esp32Header.ts'
import { looksLikeEsp8266 } from './esp8266Image.ts'
import { checksumHolds, readLayout } from './layout.ts'
import { readRamImage, runsFromRam } from './ramImage.ts'

/**
 * Reads the second-stage bootloader of an ESP32-family chip at the start of `bytes`; null when something else stands there
 * or its checksum does not hold. Its digest is not looked at: flashing tools change flash mode and size in its header and
 * leave the digest stale, which the ROM reports, and boots all the same.
 *
 * @returns `chip_id` of its header
 */
export function readBootloader(bytes: Uint8Array): { chipId: number } | null {
  if (bytes[0] !== IMAGE_MAGIC || looksLikeEsp8266(bytes)) return null
  const { chipId } = readEsp32Header(bytes)
  const layout = readLayout(bytes, 0, ESP32_HEADER_LENGTH)
  if (!checksumHolds(layout) || !runsFromRam(bytes, layout.segments, chipId)) return null
  return readRamImage(bytes, layout).found === 'bootloader' ? { chipId } : null
}
