import { u32 } from './bytes.ts'

/** A block of code or data in an image. `at` is the byte offset of its data in the file. */
export interface Segment {
  address: number
  at: number
  length: number
}

/** An image's segments and checksum; `end` is the offset after the checksum byte, where a digest may follow. */
export interface Layout {
  segments: Segment[]
  checksum: { stored: number; computed: number }
  end: number
}

/** Why no layout could be read. `missing` bytes are a lower bound unless `exact`: then only the checksum is missing. */
export type LayoutFault =
  | { fault: 'cut-short'; missing: number; exact: boolean }
  | { fault: 'impossible'; detail: string }

const MAX_SEGMENTS = 16 // ESP_IMAGE_MAX_SEGMENTS, esp_app_format.h
const MAX_SEGMENT_LENGTH = 16 * 1024 * 1024 // bootloader's esp_image_format.c refuses more

/**
 * Reads segment headers and checksum of the image at `start` whose header is `headerLength` bytes (24 for the ESP32
 * family, 8 for ESP8266). Follows esp_image_format.c: the checksum is the last byte of the 16-byte block that begins
 * after the last segment, 0xEF XORed with all segment data.
 */
export function readLayout(bytes: Uint8Array, start: number, headerLength: number): Layout | LayoutFault {
  const count = bytes[start + 1] ?? 1
  if (count < 1 || count > MAX_SEGMENTS) {
    return { fault: 'impossible', detail: `its header claims ${count} segments, possible are 1 to 16` }
  }
  const segments: Segment[] = []
  let at = start + headerLength
  for (let index = 0; index < count; index++) {
    if (at + 8 > bytes.length) return cutShort(bytes, at + 8)
    const length = u32(bytes, at + 4)
    if (length > MAX_SEGMENT_LENGTH || (headerLength === 24 && length % 4 !== 0)) {
      return {
        fault: 'impossible',
        detail: `segment ${index + 1} claims an impossible length of ${length} bytes`,
      }
    }
    segments.push({ address: u32(bytes, at), at: at + 8, length })
    at += 8 + length
  }
  const end = (at + 16) & ~15
  if (end > bytes.length) return { ...cutShort(bytes, end), exact: true }
  return { segments, checksum: { stored: bytes[end - 1] ?? 0, computed: checksum(bytes, segments) }, end }
}

export function hasLayout(reading: Layout | LayoutFault): reading is Layout {
  return 'segments' in reading
}

export function checksumHolds(reading: Layout | LayoutFault): reading is Layout {
  return hasLayout(reading) && reading.checksum.stored === reading.checksum.computed
}

/** XOR over segment data, as esp_image_format.c counts it. */
export function checksum(bytes: Uint8Array, segments: readonly Segment[]): number {
  let sum = 0xef
  for (const { at, length } of segments) {
    const end = Math.min(at + length, bytes.length)
    for (let i = at; i < end; i++) sum ^= bytes[i] ?? 0
  }
  return sum
}

function cutShort(bytes: Uint8Array, needed: number): Extract<LayoutFault, { fault: 'cut-short' }> {
  return { fault: 'cut-short', missing: needed - bytes.length, exact: false }
}
