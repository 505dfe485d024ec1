import { createHash } from 'node:crypto'
import { chips } from '@cyberdeck-ota/esp-image'
import { readLayout, type Segment } from './runningApp.ts'

/** The chip that is to run an image. */
export interface TargetChip {
  chipId: number
  /** Revision of the silicon, major*100+minor; null checks no revision. */
  chipRevision: number | null
}

const MAX_SEGMENTS = 16
const SEGMENT_LIMIT = 16 * 1024 * 1024

/**
 * Why the device would not start from this flash content; null when it would. The checks of `esp_image_verify()`
 * (esp_image_format.c), which asks for no app descriptor and so lets bootloaders and RAM apps pass.
 */
export function verifyImage(flash: Buffer, { chipId, chipRevision }: TargetChip): string | null {
  if (flash.length < 32 || flash[0] !== 0xe9) return 'no image magic byte'
  if (flash.readUInt16LE(12) !== chipId) {
    return `mismatch chip ID, expected ${chipId}, found ${flash.readUInt16LE(12)}`
  }
  const revisionFault = chipRevision === null ? null : checkRevision(flash, chipRevision)
  if (revisionFault) return revisionFault
  if ((flash[1] ?? 0) > MAX_SEGMENTS) return `segment count ${flash[1]} exceeds ${MAX_SEGMENTS}`
  const layout = readLayout(flash)
  if (!layout) return 'segments run past the end of the image'
  for (const segment of layout.segments) {
    const fault = checkSegment(segment, chipId, pageSize(flash, chipId))
    if (fault) return fault
  }
  return checkSums(flash, layout.segments, layout.checksumEnd)
}

function checkRevision(flash: Buffer, revision: number): string | null {
  const min = flash.readUInt16LE(15)
  const max = flash.readUInt16LE(17)
  if (revision < min) return `chip revision v${revision} is below the image's v${min}`
  if (max !== 0 && max !== 0xffff && revision > max) {
    return `chip revision v${revision} is above the image's v${max}`
  }
  return null
}

function checkSegment({ address, length, at }: Segment, chipId: number, page: number): string | null {
  if (length % 4 !== 0 || length >= SEGMENT_LIMIT) return `invalid segment length 0x${length.toString(16)}`
  const mapped = chips.find(({ id }) => id === chipId)?.mapped ?? []
  const inFlash = mapped.some(([from, to]) => address >= from && address < to)
  if (inFlash && at % page !== address % page) {
    return `segment load address 0x${address.toString(16)} does not match its place in flash`
  }
  return null
}

/** C2, C6, H2, C61, H21, H4, S31: CONFIG_MMU_PAGE_SIZE is a choice there. */
const configurablePages = new Set([12, 13, 16, 20, 25, 28, 32])

/** As the app descriptor says (esp_app_desc_t, byte 180, log2); where it does not, the least that the chip can have. */
function pageSize(flash: Buffer, chipId: number): number {
  if (!configurablePages.has(chipId)) return 0x10000
  const log2 = flash.length > 212 ? (flash[32 + 180] ?? 0) : 0
  return log2 >= 13 && log2 <= 16 ? 1 << log2 : 0x2000
}

function checkSums(flash: Buffer, segments: Segment[], end: number): string | null {
  let checksum = 0xef
  for (const { at, length } of segments) {
    for (let i = at; i < at + length; i++) checksum ^= flash[i] ?? 0
  }
  if (flash[end - 1] !== checksum) return 'checksum failed'
  if (flash[23] === 0) return null
  const digest = createHash('sha256').update(flash.subarray(0, end)).digest()
  return digest.equals(flash.subarray(end, end + 32)) ? null : 'SHA-256 comparison failed'
}
