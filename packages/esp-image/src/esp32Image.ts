import { readAppDescriptor } from './appDescriptor.ts'
import { hex, sameBytes } from './bytes.ts'
import { chipById, chipName } from './chips.ts'
import { ESP32_HEADER_LENGTH, type Esp32Header, readEsp32Header } from './esp32Header.ts'
import type { Hash } from './hashes.ts'
import { bareFacts } from './imageFacts.ts'
import type { ImageNote } from './inspection.ts'
import { checksumHolds, type Layout, readLayout } from './layout.ts'
import { isPadding } from './padding.ts'
import { readRamImage, runsFromRam } from './ramImage.ts'
import { type BrokenReading, corrupt, describeFault, hexByte, type Reading, truncated } from './reading.ts'
import { readTrailing } from './trailing.ts'

const DIGEST_LENGTH = 32
const CHIP_ID_INVALID = 0xffff // ESP_CHIP_ID_INVALID, esp_app_format.h

/** Reads an ESP32-family image from the start of `bytes`; the checks are those of esp_image_verify(). */
export function readEsp32Image(bytes: Uint8Array, sha256: Hash): Reading {
  const header = readEsp32Header(bytes)
  const layout = readLayout(bytes, 0, ESP32_HEADER_LENGTH)
  if (!checksumHolds(layout)) return describeFault(layout, header.hashAppended === 1 ? DIGEST_LENGTH : 0)
  if (header.hashAppended > 1) {
    return corrupt(`header byte 23 is ${hexByte(header.hashAppended)}, possible are 0 and 1`)
  }
  if (header.chipId === CHIP_ID_INVALID) return corrupt('its header names no chip')
  if (runsFromRam(bytes, layout.segments, header.chipId)) return readRamImage(bytes, layout)
  return checkDigest(bytes, header, layout, sha256) ?? readApp(bytes, header, layout, sha256)
}

function readApp(bytes: Uint8Array, header: Esp32Header, layout: Layout, sha256: Hash): Reading {
  const digest = header.hashAppended === 1 ? bytes.subarray(layout.end, layout.end + DIGEST_LENGTH) : null
  const imageLength = layout.end + (digest?.length ?? 0)
  const descriptor = readAppDescriptor(bytes)
  const trailing = readTrailing(bytes, imageLength, sha256)
  const notes: ImageNote[] = [...trailing.notes]
  if (!digest) notes.unshift({ code: 'no-digest', detail: 'no SHA-256 ends the image, only a checksum byte' })
  if (!chipById(header.chipId)) {
    notes.unshift({ code: 'unknown-chip', detail: `chip id ${header.chipId} is not known to this version` })
  }
  return {
    found: 'app',
    notes,
    end: trailing.end,
    image: {
      ...bareFacts(descriptor ? 'app' : 'app-without-descriptor', chipName(header.chipId), imageLength),
      ...descriptor,
      chipId: header.chipId,
      appendedSha256: digest && hex(digest),
      minChipRevision: header.minChipRevision,
      maxChipRevision: header.maxChipRevision,
      flashSize: header.flashSize,
      signature: trailing.signature,
    },
  }
}

/** Null when the digest holds, or when the image truly has none. */
function checkDigest(
  bytes: Uint8Array,
  header: Esp32Header,
  { end }: Layout,
  sha256: Hash,
): BrokenReading | null {
  const stored = bytes.subarray(end, end + DIGEST_LENGTH)
  if (header.hashAppended === 0) return hidesDigest(bytes.subarray(0, end), stored, sha256)
  if (stored.length < DIGEST_LENGTH) return truncated(DIGEST_LENGTH - stored.length, true)
  if (sameBytes(sha256(bytes.subarray(0, end)), stored)) return null
  return corrupt('its contents do not give the SHA-256 digest at its end')
}

/** The one damage that hides the digest from the reader: the header flag that announces it is lost. */
function hidesDigest(image: Uint8Array, stored: Uint8Array, sha256: Hash): BrokenReading | null {
  if (stored.length < DIGEST_LENGTH || isPadding(stored)) return null
  const announced = image.slice()
  announced[23] = 1
  if (!sameBytes(sha256(announced), stored)) return null
  return corrupt('header byte 23 denies the SHA-256 digest that stands at its end')
}
