import { u16 } from './bytes.ts'

export const ESP32_HEADER_LENGTH = 24
export const IMAGE_MAGIC = 0xe9

/** esp_image_header_t (esp_app_format.h), as far as it concerns an update. */
export interface Esp32Header {
  chipId: number
  /** major*100+minor; null means no limit. */
  minChipRevision: number | null
  maxChipRevision: number | null
  /** Bytes; null for a code not assigned. */
  flashSize: number | null
  /** 1 when a SHA-256 follows, 0 when not; anything else is not an ESP32 header. */
  hashAppended: number
}

export function readEsp32Header(bytes: Uint8Array): Esp32Header {
  const sizeCode = (bytes[3] ?? 0) >> 4
  // min_chip_rev (byte 14, whole revisions) is what images had before min_chip_rev_full.
  const minimum = u16(bytes, 15) || (bytes[14] ?? 0) * 100
  const maximum = u16(bytes, 17)
  return {
    chipId: u16(bytes, 12),
    minChipRevision: minimum || null,
    maxChipRevision: maximum === 0 || maximum === 0xffff ? null : maximum,
    flashSize: sizeCode <= 7 ? 2 ** sizeCode * 1024 * 1024 : null,
    hashAppended: bytes[23] ?? 0,
  }
}
