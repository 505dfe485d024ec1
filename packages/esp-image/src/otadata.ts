import { u32 } from './bytes.ts'
import { crc32 } from './crc32.ts'

const SECTOR = 0x1000
const ERASED = 0xffffffff
const STATE_INVALID = 3
const STATE_ABORTED = 4

/**
 * Which OTA slot otadata tells the bootloader to start, counted from 0; null when it names none. Two entries, each in its
 * own sector, of which the one with the higher sequence number counts (bootloader_common_get_active_otadata()).
 *
 * @param slots number of OTA app slots in the partition table, at least 1
 */
export function selectedSlot(otadata: Uint8Array, slots: number): number | null {
  const sequence = Math.max(validSequence(otadata, 0), validSequence(otadata, SECTOR))
  return sequence > 0 ? (sequence - 1) % slots : null
}

/** A piece of otadata to write, `offset` bytes from its start. */
export interface OtadataWrite {
  offset: number
  bytes: Uint8Array
}

/**
 * What to write so that the bootloader starts OTA slot `slot`. As esp_ota_set_boot_partition() does it: into the sector
 * that does not count now, with a higher sequence number, so that a write cut short leaves the old choice standing.
 *
 * @param slots number of OTA app slots in the partition table; `slot` is below it
 */
export function selectSlot(otadata: Uint8Array, slot: number, slots: number): OtadataWrite {
  const [first, second] = [validSequence(otadata, 0), validSequence(otadata, SECTOR)]
  const current = Math.max(first, second)
  const next = current + 1 + ((((slot - current) % slots) + slots) % slots)
  if (current === 0 || next >= ERASED) return { offset: 0, bytes: otadataSelecting(slot + 1, 2 * SECTOR) }
  return { offset: first === current ? SECTOR : 0, bytes: otadataSelecting(next, SECTOR) }
}

/** One entry with this sequence number, and erased flash behind it. */
export function otadataSelecting(sequence: number, length: number): Uint8Array {
  const otadata = new Uint8Array(length).fill(0xff)
  const view = new DataView(otadata.buffer)
  view.setUint32(0, sequence, true)
  view.setUint32(28, crc32(otadata.subarray(0, 4), ERASED), true)
  return otadata
}

/** Whether a whole file is otadata, as `boot_app0.bin` and `ota_data_initial.bin` are. */
export function isOtadata(bytes: Uint8Array): boolean {
  return bytes.length <= 2 * SECTOR && selectedSlot(bytes, 1) !== null
}

/** esp_ota_select_entry_t (esp_flash_partitions.h): u32 sequence at 0, u32 state at 24, u32 CRC of the sequence at 28. */
function validSequence(otadata: Uint8Array, at: number): number {
  const sequence = u32(otadata, at)
  const state = u32(otadata, at + 24)
  if (sequence === ERASED || state === STATE_INVALID || state === STATE_ABORTED) return 0
  return u32(otadata, at + 28) === crc32(otadata.subarray(at, at + 4), ERASED) ? sequence : 0
}
