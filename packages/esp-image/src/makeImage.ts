import { sha256 } from '@noble/hashes/sha2.js'
import { APP_DESCRIPTOR } from './appDescriptor.ts'
import { asciiBytes } from './bytes.ts'
import { chipById } from './chips.ts'
import { ESP32_HEADER_LENGTH, IMAGE_MAGIC } from './esp32Header.ts'
import { checksum, type Segment } from './layout.ts'

/** What {@link makeImage} is to make. Everything has a default. */
export interface ImageRecipe {
  /** `chip_id` of the header, 0 to 65534; also one that is not known here. Default 0, ESP32. */
  chipId?: number
  /** At most 31 ASCII characters, as project is. */
  version?: string
  project?: string
  idf?: string
  /** Date and time of the build, as the compiler writes them. */
  date?: string
  time?: string
  secureVersion?: number
  /** major*100+minor. */
  minChipRevision?: number
  maxChipRevision?: number
  /** Length of the whole image, bytes: a multiple of 16 from 384 up. Default 1024. */
  size?: number
  /** ASCII text that the app contains besides its descriptor, as a sketch contains its string constants. */
  text?: string
  /** False for an image like those of ESP-IDF before 3.3. */
  descriptor?: boolean
  /** False for an image without appended SHA-256. */
  digest?: boolean
}

const DIGEST_LENGTH = 32
const SEGMENT_HEADER = 8
const RAM_LENGTH = 32
const MAPPED_AT = ESP32_HEADER_LENGTH + SEGMENT_HEADER
const UNKNOWN_CHIP = { mapped: [[0x42000000, 0x43000000]], ram: 0x40800000 } as const

/**
 * A valid app image: one segment in flash that holds the descriptor, one in RAM, checksum, digest. The same recipe always
 * gives the same bytes; another version or project gives other bytes throughout. It is made for tests and simulated
 * devices: its contents are no program.
 *
 * @throws RangeError for a size that cannot be, or text that does not fit into it
 */
export function makeImage(recipe: ImageRecipe = {}): Uint8Array {
  const { chipId = 0, size = 1024, version = '1.0.0', project = 'app', digest = true } = recipe
  const chip = chipById(chipId) ?? UNKNOWN_CHIP
  const tail = digest ? DIGEST_LENGTH : 0
  if (size % 16 !== 0 || size < 384) throw new RangeError(`an image of ${size} bytes cannot be made`)
  // The checksum's 16-byte block follows the segments, so these end 16 bytes before it does.
  const mappedLength = size - tail - 16 - MAPPED_AT - SEGMENT_HEADER - RAM_LENGTH
  const image = filler(size, `${chipId}/${project}/${version}`)
  const segments: Segment[] = [
    { address: (chip.mapped[0]?.[0] ?? 0) + MAPPED_AT, at: MAPPED_AT, length: mappedLength },
    { address: chip.ram, at: MAPPED_AT + mappedLength + SEGMENT_HEADER, length: RAM_LENGTH },
  ]
  const described = recipe.descriptor ?? true
  const text = recipe.text ?? ''
  const textAt = described ? APP_DESCRIPTOR.length : 0
  if (textAt + text.length > mappedLength) throw new RangeError(`${text.length} bytes of text do not fit`)
  writeText(image, MAPPED_AT + textAt, text)
  if (described) writeDescriptor(image, { ...recipe, version, project })
  return seal(image, { ...recipe, chipId, digest }, segments)
}

/** A second-stage bootloader of `size` bytes (a multiple of 16 from 160 up) with descriptor, as ESP-IDF 5.2 builds it. */
export function makeBootloader(recipe: Pick<ImageRecipe, 'chipId' | 'size'> = {}): Uint8Array {
  const { chipId = 0, size = 1024 } = recipe
  if (size % 16 !== 0 || size < 160) throw new RangeError(`a bootloader of ${size} bytes cannot be made`)
  const image = filler(size, `${chipId}/bootloader`)
  const length = size - DIGEST_LENGTH - 16 - MAPPED_AT
  image.fill(0, MAPPED_AT, MAPPED_AT + 80)
  image[MAPPED_AT] = 80 // ESP_BOOTLOADER_DESC_MAGIC_BYTE, esp_bootloader_desc.h
  writeText(image, MAPPED_AT + 8, 'v5.2.2')
  return seal(image, { chipId, digest: true }, [
    { address: (chipById(chipId) ?? UNKNOWN_CHIP).ram + 0x8000, at: MAPPED_AT, length },
  ])
}

/** Header, segment headers, checksum and digest around segment data that is already in place. */
function seal(
  image: Uint8Array,
  recipe: Pick<ImageRecipe, 'minChipRevision' | 'maxChipRevision'> & { chipId: number; digest: boolean },
  segments: readonly Segment[],
): Uint8Array {
  const view = new DataView(image.buffer)
  image.fill(0, 0, ESP32_HEADER_LENGTH)
  // DIO, 4 MB at 40 MHz, write-protect pin disabled: what ESP-IDF writes by default.
  image.set([IMAGE_MAGIC, segments.length, 2, 0x20])
  image[8] = 0xee
  view.setUint32(4, segments.at(-1)?.address ?? 0, true)
  view.setUint16(12, recipe.chipId, true)
  view.setUint16(15, recipe.minChipRevision ?? 0, true)
  view.setUint16(17, recipe.maxChipRevision ?? 0xffff, true)
  image[23] = recipe.digest ? 1 : 0
  for (const { address, at, length } of segments) {
    view.setUint32(at - 8, address, true)
    view.setUint32(at - 4, length, true)
  }
  const end = image.length - (recipe.digest ? DIGEST_LENGTH : 0)
  image.fill(0, end - 16, end - 1)
  image[end - 1] = checksum(image, segments)
  if (recipe.digest) image.set(sha256(image.subarray(0, end)), end)
  return image
}

function writeDescriptor(
  image: Uint8Array,
  recipe: ImageRecipe & { version: string; project: string },
): void {
  const { at, length, magic } = APP_DESCRIPTOR
  const view = new DataView(image.buffer)
  image.fill(0, at, at + length)
  view.setUint32(at, magic, true)
  view.setUint32(at + 4, recipe.secureVersion ?? 0, true)
  writeText(image, at + 16, recipe.version.slice(0, 31))
  writeText(image, at + 48, recipe.project.slice(0, 31))
  writeText(image, at + 80, recipe.time ?? '12:00:00')
  writeText(image, at + 96, recipe.date ?? 'Jan  1 2026')
  writeText(image, at + 112, recipe.idf ?? 'v5.4')
  // In a real build this digest is of the ELF file; here it only has to differ from build to build.
  image.set(sha256(image.subarray(at + length)), at + 144)
}

function writeText(image: Uint8Array, at: number, text: string): void {
  image.set(asciiBytes(text), at)
}

/** Bytes that look like code to a compressor: neither constant nor random to the last bit, and the same every time. */
function filler(size: number, seed: string): Uint8Array {
  const bytes = new Uint8Array(size)
  let state = asciiBytes(seed).reduce((hash, code) => Math.imul(hash ^ code, 0x01000193), 0x811c9dc5)
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    bytes[i] = state >>> 24
  }
  return bytes
}
