import { hasAppDescriptor } from './appDescriptor.ts'
import { chipById } from './chips.ts'
import { containsText } from './containsText.ts'
import type { Layout, Segment } from './layout.ts'
import type { NoAppReading } from './reading.ts'

/** Whether no segment is mapped from flash: what a bootloader and a RAM app look like, and an app never does. */
export function runsFromRam(bytes: Uint8Array, segments: readonly Segment[], chipId: number): boolean {
  const mapped = chipById(chipId)?.mapped
  if (mapped) {
    return !segments.some(({ address }) => mapped.some(([from, to]) => address >= from && address < to))
  }
  return !hasAppDescriptor(bytes) && !segments.some(mayBeMapped)
}

/**
 * A bootloader carries esp_bootloader_desc_t (magic byte 80, version text at 8; ESP-IDF 5.2 and later) at the start of a
 * segment, or at least the names of its functions in its messages ("bootloader_mmap failed").
 */
export function readRamImage(bytes: Uint8Array, { segments, end }: Layout): NoAppReading {
  const described = segments.some(({ at }) => bytes[at] === 80 && bytes[at + 8] === 'v'.charCodeAt(0))
  return { found: described || containsText(bytes.subarray(0, end), 'bootloader') ? 'bootloader' : 'ram' }
}

/**
 * For chips not known here: the MMU maps whole pages, 8 KiB at the least, so a mapped segment's place in the file and its
 * address agree below that. In RAM they do so by accident, once in 2048.
 */
function mayBeMapped({ address, at, length }: Segment): boolean {
  return length > 0 && address !== 0 && address % 0x2000 === at % 0x2000
}
