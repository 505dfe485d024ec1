import { hex, sameBytes, u32 } from './bytes.ts'
import { crc32, crc32Arduino8266 } from './crc32.ts'
import { IMAGE_MAGIC } from './esp32Header.ts'
import type { Hash } from './hashes.ts'
import { bareFacts } from './imageFacts.ts'
import type { ImageNote } from './inspection.ts'
import { checksumHolds, hasLayout, type Layout, readLayout, type Segment } from './layout.ts'
import { isPadding } from './padding.ts'
import { readRamImage } from './ramImage.ts'
import { corrupt, describeFault, type Reading, truncated } from './reading.ts'
import { readTrailing } from './trailing.ts'

const HEADER_LENGTH = 8
const DIGEST_LENGTH = 32
const V2_MAGIC = 0xea
const V2_SEGMENTS = 4
/** Where the Arduino core puts the sketch, after its bootloader eboot (APP_START_OFFSET, Esp.cpp). */
const SKETCH_AT = 0x1000
/** Where tools/elf2bin.py puts the file's length and CRC: the first two words of the sketch's first segment. */
const SKETCH_CRC_AT = SKETCH_AT + 16

// DRAM, IRAM and mapped flash, ESP8266 ROM memory map (esptool targets/esp8266.py).
const ranges = {
  dram: [0x3ffe8000, 0x40000000],
  iram: [0x40100000, 0x40110000],
  irom: [0x40200000, 0x40300000],
} as const

/** Whether the first segment's address is one of an ESP8266; in an ESP32 header these bytes are SPI pin settings. */
export function looksLikeEsp8266(bytes: Uint8Array): boolean {
  if (bytes[0] === V2_MAGIC) return bytes[1] === V2_SEGMENTS && u32(bytes, 8) === 0
  return bytes[0] === IMAGE_MAGIC && belongsToEsp8266(u32(bytes, HEADER_LENGTH))
}

/** Reads an ESP8266 image (v1, v2, or an Arduino sketch behind its eboot) from the start of `bytes`. */
export function readEsp8266Image(bytes: Uint8Array, sha256: Hash): Reading {
  if (bytes[0] === V2_MAGIC) return readV2(bytes, sha256)
  const first = readLayout(bytes, 0, HEADER_LENGTH)
  if (!checksumHolds(first)) return describeFault(first)
  if (!first.segments.every(({ address }) => belongsToEsp8266(address))) {
    return corrupt('a segment lies outside the memory of its chip')
  }
  if (first.segments.some(isFlash)) return readV1(bytes, first, sha256)
  if (first.end <= SKETCH_AT && bytes[SKETCH_AT] === IMAGE_MAGIC) return readSketch(bytes, sha256)
  // Arduino's eboot fills one sector to the byte, so a file that ends there lost its sketch.
  if (first.end < SKETCH_AT && bytes.length >= first.end + 16 && isEbootFill(bytes, first.end)) {
    return truncated(SKETCH_AT + HEADER_LENGTH - bytes.length, false)
  }
  return readRamImage(bytes, first)
}

/** A v1 image; ESP8266 RTOS SDK 3 appends a SHA-256 which no header field announces. */
function readV1(bytes: Uint8Array, { end }: Layout, sha256: Hash): Reading {
  const rest = bytes.subarray(end, end + DIGEST_LENGTH)
  if (isPadding(rest)) return app(bytes, end, null, sha256)
  if (sameBytes(sha256(bytes.subarray(0, end)).subarray(0, rest.length), rest)) {
    if (rest.length < DIGEST_LENGTH) return truncated(DIGEST_LENGTH - rest.length, true)
    return app(bytes, end + DIGEST_LENGTH, hex(rest), sha256)
  }
  if (bytes.length === end + DIGEST_LENGTH) {
    return corrupt('its contents do not give the SHA-256 digest at its end')
  }
  return app(bytes, end, null, sha256)
}

function readSketch(bytes: Uint8Array, sha256: Hash): Reading {
  const sketch = readLayout(bytes, SKETCH_AT, HEADER_LENGTH)
  if (hasLayout(sketch) && u32(bytes, SKETCH_CRC_AT) === sketch.end) {
    // elf2bin.py writes these words after it counted the checksum, which therefore no longer holds.
    const crc = crc32Arduino8266(bytes.subarray(0, sketch.end), SKETCH_CRC_AT, SKETCH_CRC_AT + 8)
    if (crc !== u32(bytes, SKETCH_CRC_AT + 4)) return corrupt('its contents do not give the CRC stored in it')
  } else if (!checksumHolds(sketch)) {
    return describeFault(sketch)
  }
  return app(bytes, sketch.end, null, sha256)
}

/** v2 (esptool's ESP8266V2FirmwareImage): code for flash, then a v1 image, then a CRC of all of it. */
function readV2(bytes: Uint8Array, sha256: Hash): Reading {
  const inner = 16 + u32(bytes, 12)
  if (inner + HEADER_LENGTH > bytes.length) return truncated(inner + HEADER_LENGTH - bytes.length, false)
  if (bytes[inner] !== IMAGE_MAGIC) return corrupt('no second header follows its first segment')
  const layout = readLayout(bytes, inner, HEADER_LENGTH)
  if (!checksumHolds(layout)) return describeFault(layout)
  const { end } = layout
  if (end + 4 > bytes.length) return truncated(end + 4 - bytes.length, true)
  const crc = crc32(bytes.subarray(0, end))
  const expected = crc & 0x80000000 ? ~crc >>> 0 : crc + 1 // esptool's esp8266_crc32
  if (u32(bytes, end) !== expected) return corrupt('its contents do not give the CRC at its end')
  return app(bytes, end + 4, null, sha256)
}

function app(bytes: Uint8Array, imageLength: number, digest: string | null, sha256: Hash): Reading {
  const { notes, end } = readTrailing(bytes, imageLength, sha256)
  const undigested: ImageNote = { code: 'no-digest', detail: 'no SHA-256 ends the image, only a checksum' }
  return {
    found: 'app',
    notes: digest ? notes : [undigested, ...notes],
    end,
    image: {
      ...bareFacts('esp8266-app', 'ESP8266', imageLength),
      appendedSha256: digest,
      flashSize: flashSize((bytes[3] ?? 0) >> 4),
    },
  }
}

/** Codes of esptool's FLASH_SIZES for ESP8266, KiB. */
function flashSize(code: number): number | null {
  const kib = [512, 256, 1024, 2048, 4096, 2048, 4096, undefined, 8192, 16384][code]
  return kib ? kib * 1024 : null
}

function belongsToEsp8266(address: number): boolean {
  return Object.values(ranges).some(([from, to]) => address >= from && address < to)
}

function isFlash({ address }: Segment): boolean {
  return address >= ranges.irom[0] && address < ranges.irom[1]
}

/** elf2bin.py fills the rest of eboot's sector with 0xAA. */
function isEbootFill(bytes: Uint8Array, from: number): boolean {
  return bytes.subarray(from, SKETCH_AT).every((byte) => byte === 0xaa)
}
